namespace SmartMoney.Deploy.Compose;

/// <summary>A Compose file, as far as this project needs the format (compose-spec, without a version: 1.27 and later).</summary>
public sealed record ComposeFile
{
    /// <summary>Lines at the top, without '#'.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>Services, in the order of the file.</summary>
    public IReadOnlyList<ComposeService> Services { get; init; } = [];

    /// <summary>Networks.</summary>
    public IReadOnlyList<ComposeNetwork> Networks { get; init; } = [];

    /// <summary>Named volumes, which keep their names outside of Compose.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Secrets and their files.</summary>
    public IReadOnlyList<ComposeSecret> Secrets { get; init; } = [];
}

/// <summary>A service.</summary>
public sealed record ComposeService(string Name)
{
    /// <summary>Its image.</summary>
    public ComposeText? Image { get; init; }

    /// <summary>How the image is built.</summary>
    public ComposeBuild? Build { get; init; }

    /// <summary>User and group.</summary>
    public int? Uid { get; init; }

    /// <summary>The program.</summary>
    public IReadOnlyList<ComposeText> Entrypoint { get; init; } = [];

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<ComposeText> Command { get; init; } = [];

    /// <summary>Environment.</summary>
    public IReadOnlyList<KeyValuePair<string, ComposeText>> Environment { get; init; } = [];

    /// <summary>Secrets it reads: source and file name below <c>/run/secrets</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Secrets { get; init; } = [];

    /// <summary>Volumes and bind mounts.</summary>
    public IReadOnlyList<ComposeMount> Mounts { get; init; } = [];

    /// <summary>Folders in memory.</summary>
    public IReadOnlyList<string> Tmpfs { get; init; } = [];

    /// <summary>Published ports.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Networks.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Kernel settings of its network namespace.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sysctls { get; init; } = [];

    /// <summary>What it waits for, with Compose's conditions.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> DependsOn { get; init; } = [];

    /// <summary>Its probe.</summary>
    public ComposeProbe? Probe { get; init; }

    /// <summary>Whether a probe of the image is switched off.</summary>
    public bool NoProbe { get; init; }

    /// <summary>Restart policy.</summary>
    public string? Restart { get; init; }

    /// <summary>Time to end in.</summary>
    public string? StopGracePeriod { get; init; }

    /// <summary>How many of it run.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>Memory limit in MiB.</summary>
    public int? Memory { get; init; }

    /// <summary>Size of <c>/dev/shm</c> in MiB.</summary>
    public int? SharedMemory { get; init; }

    /// <summary>Processors.</summary>
    public string? Cpus { get; init; }

    /// <summary>Whether its root file system is read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether all capabilities but <see cref="Capabilities"/> are dropped and none can be gained.</summary>
    public bool Confined { get; init; }

    /// <summary>Capabilities it keeps.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Log rotation: size and number of files.</summary>
    public (string MaxSize, int MaxFiles)? Logs { get; init; }
}

/// <summary>How an image is built.</summary>
public sealed record ComposeBuild(string Context, string Dockerfile, string? Target, IReadOnlyList<KeyValuePair<string, ComposeText>> Args);

/// <summary>A mount: a bind mount with a source that is a path, a volume with one that is a name, an anonymous one without.</summary>
public sealed record ComposeMount(bool Bind, ComposeText? Source, string Target, bool ReadOnly);

/// <summary>A probe, with times as Compose writes them.</summary>
public sealed record ComposeProbe(IReadOnlyList<string> Command, string Interval, string Timeout, int Retries, string StartPeriod);

/// <summary>A network.</summary>
public sealed record ComposeNetwork(string Name, bool Internal, string? Subnet);

/// <summary>A secret and its file, relative to the Compose file.</summary>
public sealed record ComposeSecret(string Name, string File);
