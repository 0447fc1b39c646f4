using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Policy;

/// <summary>What a manifest does not say and production needs.</summary>
/// <param name="Where">The file.</param>
/// <param name="Project">The Compose project's name, which containers and networks are named after.</param>
public sealed record DeployPolicy(Location Where, string Project)
{
    /// <summary>Sum of memory limits that the host can bear, in MiB.</summary>
    public int Memory { get; init; }

    /// <summary>Where the sum is set, or the file.</summary>
    public required Location MemoryWhere { get; init; }

    /// <summary>How projects are built, for the build override.</summary>
    public ProjectBuild? Build { get; init; }

    /// <summary>Variables of <c>.env</c> that the policy's own texts use.</summary>
    public IReadOnlyList<PolicyVariable> Variables { get; init; } = [];

    /// <summary>Secrets that the manifest does not have.</summary>
    public IReadOnlyList<PolicySecret> Secrets { get; init; } = [];

    /// <summary>Networks.</summary>
    public IReadOnlyList<PolicyNetwork> Networks { get; init; } = [];

    /// <summary>Volumes that more than one service may write.</summary>
    public IReadOnlyList<string> SharedVolumes { get; init; } = [];

    /// <summary>How much of each container's log is kept.</summary>
    public LogRotation Logs { get; init; } = new("10m", 3);

    /// <summary>What services have that their entry does not say.</summary>
    public required ServiceEntry Defaults { get; init; }

    /// <summary>Services by name, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, ServiceEntry>> Services { get; init; } = [];

    /// <summary>The server in front of everything; null where nothing is reached from outside.</summary>
    public EdgePolicy? Edge { get; init; }

    /// <summary>What the server in front has, the defaults included but for their environment, which is the services'; null without one.</summary>
    public ServiceEntry? EdgeSettings => Edge is { Service: var own } ? own.Over(Defaults) with { Environment = own.Environment } : null;
}

/// <summary>Where the Dockerfile of the projects is.</summary>
/// <param name="Context">Relative to the bundle.</param>
/// <param name="Dockerfile">Relative to the context.</param>
public sealed record ProjectBuild(string Context, string Dockerfile);

/// <summary>A variable of <c>.env</c>.</summary>
/// <param name="Default">Its value where <c>.env</c> has none; null when it must be set.</param>
public sealed record PolicyVariable(Location Where, string Name, string Description, string? Default);

/// <summary>A secret of the deployment's own.</summary>
/// <param name="Length">Of the generated value.</param>
/// <param name="Classes">Characters it is made of.</param>
public sealed record PolicySecret(Location Where, string Name, int Length, IReadOnlyList<string> Classes);

/// <summary>A network.</summary>
/// <param name="Internal">Whether it has no way out of the host.</param>
/// <param name="Subnet">CIDR, where services must know whom to trust.</param>
public sealed record PolicyNetwork(Location Where, string Name, bool Internal, string? Subnet);

/// <summary>Rotation of Docker's <c>json-file</c> logs.</summary>
public sealed record LogRotation(string MaxSize, int MaxFiles);

/// <summary>The server in front: Caddy.</summary>
public sealed record EdgePolicy(Location Where, ServiceEntry Service)
{
    /// <summary>Where external endpoints are found, when there are several.</summary>
    public IReadOnlyList<EdgeRoute> Routes { get; init; } = [];

    /// <summary>External endpoints (<c>service.endpoint</c>) that stay inside.</summary>
    public IReadOnlyList<string> Unpublished { get; init; } = [];

    /// <summary>Largest request body in MiB, a backstop: services have limits of their own.</summary>
    public int BodyLimit { get; init; } = 64;

    /// <summary>How long a request that found no replica is tried again.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Folder of the bundle that keeps certificates.</summary>
    public string Data { get; init; } = "./caddy";
}

/// <summary>An external endpoint's place below the public address.</summary>
/// <param name="Endpoint"><c>service.endpoint</c>.</param>
/// <param name="Path">Such as <c>/files/*</c>; null for everything else.</param>
/// <param name="Host">A label before the domain, such as <c>files</c>; null for the domain itself.</param>
public sealed record EdgeRoute(Location Where, string Endpoint, string? Path, string? Host);
