namespace Aspire.Hosting;

/// <summary>The application model is wrong, or a part of it could not be brought up.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Without a message.</summary>
    public DistributedApplicationException()
    {
    }

    /// <param name="message">What is wrong.</param>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <param name="message">What is wrong.</param>
    /// <param name="inner">The cause.</param>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A parameter has neither a configured value nor a default.</summary>
public sealed class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>Without a message.</summary>
    public MissingParameterValueException()
    {
    }

    /// <param name="message">Which parameter, and how to set it.</param>
    public MissingParameterValueException(string message)
        : base(message)
    {
    }

    /// <param name="message">Which parameter, and how to set it.</param>
    /// <param name="inner">The cause.</param>
    public MissingParameterValueException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
