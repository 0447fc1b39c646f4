namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint is in this run.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="address">The public host.</param>
/// <param name="port">The public port.</param>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; } = endpoint;

    /// <summary>The public host.</summary>
    public string Address { get; } = address;

    /// <summary>The public port.</summary>
    public int Port { get; } = port;

    /// <summary>The scheme.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary><c>host:port</c>.</summary>
    public string EndPointString => FormattableString.Invariant($"{Address}:{Port}");

    /// <summary><c>scheme://host:port</c>.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc/>
    public override string ToString() => UriString;
}
