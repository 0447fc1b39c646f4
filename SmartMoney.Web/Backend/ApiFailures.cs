namespace SmartMoney.Web.Backend;

/// <summary>The API did not answer, or said that it cannot now (502, 503, 504): the page says so with status 503.</summary>
public sealed class ApiUnavailableException : Exception
{
    public ApiUnavailableException()
    {
    }

    public ApiUnavailableException(string message)
        : base(message)
    {
    }

    public ApiUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The API knows no session for this browser (401): the browser is sent to the login page.</summary>
public sealed class SignInRequiredException : Exception
{
    public SignInRequiredException()
    {
    }

    public SignInRequiredException(string message)
        : base(message)
    {
    }

    public SignInRequiredException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>True where the browser was signed in before: it came with a session that has ended.</summary>
    public bool SessionEnded { get; init; }
}

/// <summary>The API refused a read that a page cannot do without (403, 404, 422 of a wrong address).</summary>
public sealed class ApiRefusedException : Exception
{
    public ApiRefusedException()
        : this(new ApiProblem(null, null, 500, null, null))
    {
    }

    public ApiRefusedException(string message)
        : this(new ApiProblem(null, message, 500, null, null))
    {
    }

    public ApiRefusedException(string message, Exception innerException)
        : base(message, innerException) => Problem = new ApiProblem(null, message, 500, null, null);

    public ApiRefusedException(ApiProblem problem)
        : base($"The API answered {problem.Status} ({problem.Slug}).") => Problem = problem;

    /// <summary>The refusal as the API wrote it.</summary>
    public ApiProblem Problem { get; }
}
