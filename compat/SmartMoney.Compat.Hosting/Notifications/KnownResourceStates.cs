namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of a resource.</summary>
public static class KnownResourceStates
{
    /// <summary>Being brought up.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Up.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>Could not be brought up.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>The container runtime does not answer.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>Being taken down.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Taken down, or a container that ended.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>Ended by itself, whatever its exit code.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>Waits for others.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Starts only by a command.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Being built.</summary>
    public static readonly string Building = nameof(Building);

    /// <summary>A parameter without a value.</summary>
    public static readonly string ValueMissing = nameof(ValueMissing);

    /// <summary>There, without a process of its own.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>The states that nothing leaves without a start.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

/// <summary>How a state is shown.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>Good.</summary>
    public static readonly string Success = "success";

    /// <summary>Bad.</summary>
    public static readonly string Error = "error";

    /// <summary>Neutral.</summary>
    public static readonly string Info = "info";

    /// <summary>Doubtful.</summary>
    public static readonly string Warn = "warning";
}
