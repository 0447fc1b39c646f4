using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>An Aspire manifest: its resources in the order of the file.</summary>
/// <param name="File">The name that places are reported with.</param>
/// <param name="Resources">What could be read.</param>
/// <param name="Refused">Names of resources that were reported as problems, so that references to them are not reported again.</param>
public sealed record AppManifest(string File, IReadOnlyList<Resource> Resources, IReadOnlySet<string> Refused)
{
    /// <summary>What becomes containers, in the order of the file.</summary>
    public IEnumerable<Workload> Workloads => Resources.OfType<Workload>();

    /// <summary>What becomes services: workloads but those that are only built.</summary>
    public IEnumerable<Workload> Services => Workloads.Where(static workload => workload.Build?.BuildOnly != true);
}

/// <summary>Text of the manifest that may hold <c>{resource.path}</c> expressions, with its place.</summary>
public sealed record ManifestText(string Text, JsonPlace Place);

/// <summary>A resource of the manifest.</summary>
/// <param name="Name">Its key below <c>resources</c>.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="ConnectionString">What <c>{name.connectionString}</c> means, where the resource has one.</param>
/// <param name="Inputs">Values to be given or generated; on parameters, and on containers before Aspire 8.</param>
public abstract record Resource(string Name, JsonPlace Place, ManifestText? ConnectionString, IReadOnlyList<ParameterInput> Inputs);

/// <summary><c>parameter.v0</c>.</summary>
public sealed record ParameterResource(string Name, JsonPlace Place, ManifestText? ConnectionString, IReadOnlyList<ParameterInput> Inputs, ManifestText Value)
    : Resource(Name, Place, ConnectionString, Inputs);

/// <summary><c>value.v0</c>: a connection string that is put together.</summary>
public sealed record ValueResource(string Name, JsonPlace Place, ManifestText? ConnectionString)
    : Resource(Name, Place, ConnectionString, []);

/// <summary><c>annotated.string</c>: a value that was passed through a filter; the schema has <c>uri</c> only.</summary>
public sealed record AnnotatedString(string Name, JsonPlace Place, ManifestText Value)
    : Resource(Name, Place, null, []);

/// <summary>What runs in a container: <c>project.v0/v1</c>, <c>container.v0/v1</c>, <c>dockerfile.v0</c>.</summary>
public sealed record Workload(string Name, JsonPlace Place, ManifestText? ConnectionString, IReadOnlyList<ParameterInput> Inputs)
    : Resource(Name, Place, ConnectionString, Inputs)
{
    /// <summary>Whether it is a .NET project, whose image the policy names.</summary>
    public bool IsProject { get; init; }

    /// <summary>The image of a container that is not built.</summary>
    public ManifestText? Image { get; init; }

    /// <summary>How a container's image is built.</summary>
    public BuildSource? Build { get; init; }

    /// <summary>The program to start in place of the image's.</summary>
    public ManifestText? Entrypoint { get; init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<ManifestText> Args { get; init; } = [];

    /// <summary>Environment, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, ManifestText>> Environment { get; init; } = [];

    /// <summary>Endpoints, in the order of the file.</summary>
    public IReadOnlyList<Binding> Bindings { get; init; } = [];

    /// <summary>Volumes.</summary>
    public IReadOnlyList<VolumeMount> Volumes { get; init; } = [];

    /// <summary>Folders and files of the host.</summary>
    public IReadOnlyList<BindMount> BindMounts { get; init; } = [];

    /// <summary>Where files of other images are to be copied into this one, when the resource has that.</summary>
    public JsonPlace? ContainerFiles { get; init; }
}

/// <summary>An endpoint of a workload.</summary>
/// <param name="Name">Its key below <c>bindings</c>.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Scheme">Of its URLs: <c>http</c>, <c>https</c>, <c>tcp</c>, …</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Transport"><c>http</c>, <c>http2</c> or <c>tcp</c>.</param>
/// <param name="Port">What it is exposed as by Aspire; where there is no target port it is that too.</param>
/// <param name="TargetPort">What the program listens on; <c>containerPort</c> before Aspire 8.</param>
/// <param name="External">Whether people reach it from outside.</param>
public sealed record Binding(string Name, JsonPlace Place, string Scheme, string Protocol, string Transport, int? Port, int? TargetPort, bool External);

/// <summary>A volume of a container; without a name it is anonymous.</summary>
public sealed record VolumeMount(string? Name, JsonPlace Place, string Target, bool ReadOnly);

/// <summary>A folder or file of the host, relative to the manifest or absolute, with '/'.</summary>
public sealed record BindMount(ManifestText Source, string Target, bool ReadOnly);

/// <summary>How an image is built. Paths are relative to the manifest.</summary>
public sealed record BuildSource(JsonPlace Place, string Context, string Dockerfile)
{
    /// <summary>The stage to stop at.</summary>
    public string? Stage { get; init; }

    /// <summary>True when nothing runs: other images copy files out of it.</summary>
    public bool BuildOnly { get; init; }

    /// <summary>Build arguments.</summary>
    public IReadOnlyList<KeyValuePair<string, ManifestText>> Args { get; init; } = [];

    /// <summary>Names of build secrets, with their places.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonPlace>> Secrets { get; init; } = [];
}

/// <summary>A value that a person gives or a tool generates.</summary>
/// <param name="Name">Its key below <c>inputs</c>.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Secret">Whether nobody may see it.</param>
/// <param name="Default">The value that is published with the manifest, if any.</param>
/// <param name="Generate">How to make one, if it may be made.</param>
public sealed record ParameterInput(string Name, JsonPlace Place, bool Secret, ManifestText? Default, GenerateRule? Generate);

/// <summary>Which characters a generated value has: the length, and for each class whether it may occur and how often it must.</summary>
public sealed record GenerateRule(int MinLength, IReadOnlyList<CharacterClass> Classes);

/// <summary>A class of characters (<c>lower</c>, <c>upper</c>, <c>numeric</c>, <c>special</c>) that may occur, and how often it must at least.</summary>
public sealed record CharacterClass(string Name, int Min);
