namespace SmartMoney.Local.Processes;

/// <summary>How a process is asked to end.</summary>
/// <param name="Number">The signal.</param>
/// <param name="Name">Its name, as kill(1) knows it.</param>
/// <param name="WholeGroup">Whether all processes of its group get it, or it alone.</param>
public sealed record StopSignal(int Number, string Name, bool WholeGroup)
{
    /// <summary>SIGTERM to the whole group: what services expect.</summary>
    public static StopSignal Terminate { get; } = new(Posix.SigTerm, "TERM", WholeGroup: true);

    /// <summary>SIGINT to the process alone: PostgreSQL's fast shutdown.</summary>
    public static StopSignal Interrupt { get; } = new(Posix.SigInt, "INT", WholeGroup: false);
}

/// <summary>A process to be started.</summary>
/// <param name="FileName">The program: a path, or a name to be found on PATH.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record ChildProcessStart(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Where it runs; here when null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Its whole environment; this process's own when null.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Is called with each line, and whether it came over standard error; from any thread.</summary>
    public Action<string, bool>? OnLine { get; init; }

    /// <summary>The user it runs as; this process's own when null. Needs root.</summary>
    public SystemUser? RunAs { get; init; }

    /// <summary>How it is asked to end.</summary>
    public StopSignal StopSignal { get; init; } = StopSignal.Terminate;
}
