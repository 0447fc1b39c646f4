using System.Diagnostics;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address on which a resource listens.</summary>
[DebuggerDisplay("{Name} {UriScheme} {Port} -> {TargetPort}")]
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int? _port;
    private int? _targetPort;
    private bool? _isProxied;
    private string? _transport;

    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme; the protocol's name when null.</param>
    /// <param name="transport">http, http2 or tcp; from the scheme when null.</param>
    /// <param name="name">The endpoint's name; the scheme when null.</param>
    /// <param name="port">The public port; any free one when null.</param>
    /// <param name="targetPort">The port the process itself binds; any free one when null.</param>
    /// <param name="isExternal">Whether it is open to the outside in production.</param>
    /// <param name="isProxied">Whether a proxy stands before the process (yes when null).</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        _transport = transport;
        Name = name ?? UriScheme;
        ResourceName.Check(Name, "Endpoint");
        _port = port;
        _targetPort = targetPort;
        IsExternal = isExternal ?? false;
        _isProxied = isProxied;
    }

    /// <summary>The endpoint's name, unique in its resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The public port; null for any free one. Without a proxy it defaults to the target port.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>The port the process binds; null for any free one. Without a proxy it defaults to the public port.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    /// <summary>The scheme of its address.</summary>
    public string UriScheme { get; set; }

    /// <summary>The host that the process binds.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>http, http2 or tcp.</summary>
    public string Transport
    {
        get => _transport ?? (IsHttpScheme(UriScheme) ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>Whether it is open to the outside in production.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy stands before the process.</summary>
    public bool IsProxied
    {
        get => _isProxied ?? true;
        set => _isProxied = value;
    }

    /// <summary>Whether the proxy was asked for by name.</summary>
    public bool IsExplicitlyProxied => _isProxied == true;

    /// <summary>Whether it speaks TLS.</summary>
    public bool TlsEnabled { get; set; }

    /// <summary>Whether WithReference on the whole resource leaves it out.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Where it is, once the run has given it a port.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.Task.IsCompletedSuccessfully ? _allocated.Task.GetAwaiter().GetResult() : null;
        set => _allocated.TrySetResult(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>Whether it came from launchSettings.json: such ports are not published.</summary>
    internal bool FromLaunchProfile { get; set; }

    /// <summary>The variable that tells the process its target port.</summary>
    internal string? PortVariable { get; init; }

    internal static bool IsHttpScheme(string scheme) => scheme is "http" or "https";

    internal Task<AllocatedEndpoint> WaitForAllocationAsync(CancellationToken cancellationToken) => _allocated.Task.WaitAsync(cancellationToken);
}
