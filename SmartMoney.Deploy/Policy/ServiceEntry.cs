using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Policy;

/// <summary>How a service gets at its secrets.</summary>
public enum SecretStyle
{
    /// <summary><c>NAME_FILE=/run/secrets/…</c>, as official images of databases read them; good for whole values only.</summary>
    FileVariable,

    /// <summary>The value stays a template with references to mounted files, which SmartMoney's services fill in at their start.</summary>
    Expand,
}

/// <summary>What becomes of a project's https endpoint. TLS ends at the server in front, so there is none inside.</summary>
public enum HttpsEndpoints
{
    /// <summary>Environment that refers to it is left out.</summary>
    Omit,

    /// <summary>It stands for the http endpoint.</summary>
    Http,
}

/// <summary>What a service waits for before it starts.</summary>
public enum StartCondition
{
    /// <summary>The other one was started.</summary>
    Started,

    /// <summary>Its probe succeeded.</summary>
    Healthy,

    /// <summary>It has run and ended well.</summary>
    Completed,
}

/// <summary>How it is asked whether a container is well.</summary>
public sealed record Probe
{
    /// <summary>The program and its arguments; empty for none.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Time between two probes.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Time an answer may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Failures in a row that make it unhealthy.</summary>
    public int? Retries { get; init; }

    /// <summary>Time after the start in which failures do not count.</summary>
    public TimeSpan? StartPeriod { get; init; }
}

/// <summary>A service's part of the policy, or the defaults. What is null was not said.</summary>
/// <param name="Path">Its keys, such as <c>services.api</c>.</param>
/// <param name="Where">Where it stands.</param>
public sealed record ServiceEntry(string Path, Location Where)
{
    /// <summary>Places of its keys.</summary>
    public IReadOnlyDictionary<string, Location> Keys { get; init; } = new Dictionary<string, Location>(StringComparer.Ordinal);

    /// <summary>The image; <c>${NAME}</c> refers to variables, <c>{service}</c> to the service's name.</summary>
    public string? Image { get; init; }

    /// <summary>The stage of the Dockerfile.</summary>
    public string? Target { get; init; }

    /// <summary>User and group it runs as, by number.</summary>
    public int? Uid { get; init; }

    /// <summary>Memory limit in MiB.</summary>
    public int? Memory { get; init; }

    /// <summary>Size of <c>/dev/shm</c> in MiB.</summary>
    public int? SharedMemory { get; init; }

    /// <summary>How many processors it may use, as text: <c>1.5</c>.</summary>
    public string? Cpus { get; init; }

    /// <summary>How it reads secrets.</summary>
    public SecretStyle? Secrets { get; init; }

    /// <summary>Its probe.</summary>
    public Probe Probe { get; init; } = new();

    /// <summary>What it waits for.</summary>
    public IReadOnlyList<KeyValuePair<string, StartCondition>>? After { get; init; }

    /// <summary>Its networks.</summary>
    public IReadOnlyList<string>? Networks { get; init; }

    /// <summary>How many of it run.</summary>
    public int? Replicas { get; init; }

    /// <summary>Environment besides the manifest's; null takes an entry away.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Environment { get; init; } = [];

    /// <summary>Environment that names the file of a secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SecretFiles { get; init; } = [];

    /// <summary>Arguments after the manifest's.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Folders in memory.</summary>
    public IReadOnlyList<string>? Tmpfs { get; init; }

    /// <summary>Time it has to end in.</summary>
    public TimeSpan? StopGracePeriod { get; init; }

    /// <summary>Docker's restart policy.</summary>
    public string? Restart { get; init; }

    /// <summary>Ports of endpoints that have none in the manifest.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What becomes of https endpoints, of projects.</summary>
    public HttpsEndpoints? Https { get; init; }

    /// <summary>Whether it runs once, to its end.</summary>
    public bool? Once { get; init; }

    /// <summary>Whether its root file system is read-only; true unless said.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>Capabilities it keeps.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>Whether its Dockerfile copies the files that the manifest wants in the image.</summary>
    public bool? ContainerFilesInImage { get; init; }

    /// <summary>The place of a key, or of the whole entry.</summary>
    public Location At(string key) => Keys.TryGetValue(key, out var where) ? where : Where with { Path = $"{Path}.{key}" };

    /// <summary>The place of an entry below a key.</summary>
    public Location At(string key, string child)
    {
        var at = At(key);
        return at with { Path = $"{at.Path}.{child}" };
    }

    /// <summary>This entry, with what it does not say taken from the defaults.</summary>
    public ServiceEntry Over(ServiceEntry defaults) => this with
    {
        Keys = defaults.Keys.Concat(Keys).GroupBy(static key => key.Key, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Last().Value, StringComparer.Ordinal),
        Image = Image ?? defaults.Image,
        Target = Target ?? defaults.Target,
        Uid = Uid ?? defaults.Uid,
        Memory = Memory ?? defaults.Memory,
        SharedMemory = SharedMemory ?? defaults.SharedMemory,
        Cpus = Cpus ?? defaults.Cpus,
        Secrets = Secrets ?? defaults.Secrets,
        Probe = new()
        {
            Command = Probe.Command ?? defaults.Probe.Command,
            Interval = Probe.Interval ?? defaults.Probe.Interval,
            Timeout = Probe.Timeout ?? defaults.Probe.Timeout,
            Retries = Probe.Retries ?? defaults.Probe.Retries,
            StartPeriod = Probe.StartPeriod ?? defaults.Probe.StartPeriod,
        },
        After = After ?? defaults.After,
        Networks = Networks ?? defaults.Networks,
        Replicas = Replicas ?? defaults.Replicas,
        Environment = [.. defaults.Environment.Where(entry => !Environment.Any(own => own.Key == entry.Key)), .. Environment],
        SecretFiles = [.. defaults.SecretFiles.Where(entry => !SecretFiles.Any(own => own.Key == entry.Key)), .. SecretFiles],
        Args = Args ?? defaults.Args,
        Tmpfs = Tmpfs ?? defaults.Tmpfs,
        StopGracePeriod = StopGracePeriod ?? defaults.StopGracePeriod,
        Restart = Restart ?? defaults.Restart,
        Ports = defaults.Ports.Where(port => !Ports.ContainsKey(port.Key)).Concat(Ports).ToDictionary(StringComparer.Ordinal),
        Https = Https ?? defaults.Https,
        Once = Once ?? defaults.Once,
        ReadOnly = ReadOnly ?? defaults.ReadOnly,
        Capabilities = Capabilities ?? defaults.Capabilities,
        ContainerFilesInImage = ContainerFilesInImage ?? defaults.ContainerFilesInImage,
    };
}
