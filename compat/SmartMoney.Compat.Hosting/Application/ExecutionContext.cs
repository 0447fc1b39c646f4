namespace Aspire.Hosting;

/// <summary>What the AppHost is asked to do.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>Bring the application up on this machine.</summary>
    Run = 0,

    /// <summary>Write what is needed to bring it up elsewhere.</summary>
    Publish = 1,
}

/// <summary>Values for a <see cref="DistributedApplicationExecutionContext"/>.</summary>
/// <param name="operation">The operation.</param>
/// <param name="publisherName">The publisher, for a publish.</param>
public class DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation, string publisherName)
{
    /// <param name="operation">The operation.</param>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation)
        : this(operation, "manifest")
    {
    }

    /// <summary>The operation.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>The publisher, for a publish.</summary>
    public string PublisherName { get; } = publisherName;

    /// <summary>The built application's services; set when it is built.</summary>
    public IServiceProvider? Services { get; set; }
}

/// <summary>Tells callbacks what the model is evaluated for.</summary>
/// <param name="options">The operation, its publisher and, later, the services.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationExecutionContextOptions options)
{
    /// <param name="operation">The operation.</param>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
        : this(operation, "manifest")
    {
    }

    /// <param name="operation">The operation.</param>
    /// <param name="publisherName">The publisher, for a publish.</param>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName)
        : this(new DistributedApplicationExecutionContextOptions(operation, publisherName))
    {
    }

    /// <summary>The operation.</summary>
    public DistributedApplicationOperation Operation { get; } = options.Operation;

    /// <summary>The publisher, for a publish.</summary>
    public string PublisherName { get; set; } = options.PublisherName;

    /// <summary>Whether the operation is a publish.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>Whether the operation is a run.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>The built application's services.</summary>
    /// <exception cref="InvalidOperationException">The application is not built yet.</exception>
    public IServiceProvider Services => options.Services
        ?? throw new InvalidOperationException("The services are there only after the application is built.");
}
