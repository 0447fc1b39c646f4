using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What can be asked of an endpoint.</summary>
public enum EndpointProperty
{
    /// <summary><c>scheme://host:port</c>.</summary>
    Url,

    /// <summary>The public host.</summary>
    Host,

    /// <summary>The public host as an IPv4 address.</summary>
    IPV4Host,

    /// <summary>The public port.</summary>
    Port,

    /// <summary>The scheme.</summary>
    Scheme,

    /// <summary>The port that the process binds.</summary>
    TargetPort,

    /// <summary><c>host:port</c>.</summary>
    HostAndPort,

    /// <summary><c>true</c> with TLS, else <c>false</c>.</summary>
    TlsEnabled,
}

/// <summary>One property of an endpoint as a value.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">The property.</param>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IExpressionValue, IValueWithReferences
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpointReference;

    /// <summary>The property.</summary>
    public EndpointProperty Property { get; } = property;

    /// <inheritdoc/>
    public string ValueExpression => Endpoint.Expression(Property);

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        if (Property == EndpointProperty.Scheme)
        {
            return Endpoint.Scheme;
        }

        if (Property == EndpointProperty.TlsEnabled)
        {
            return Endpoint.TlsEnabled ? "true" : "false";
        }

        if (Property == EndpointProperty.TargetPort)
        {
            return TargetPort(context).ToString(CultureInfo.InvariantCulture);
        }

        var allocated = await Endpoint.EndpointAnnotation.WaitForAllocationAsync(cancellationToken);
        return Property switch
        {
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.IPV4Host => allocated.Address == "localhost" ? "127.0.0.1" : allocated.Address,
            EndpointProperty.Port => allocated.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => allocated.EndPointString,
            _ => allocated.UriString,
        };
    }

    private int TargetPort(ValueProviderContext context)
    {
        var own = ReferenceEquals(context.Caller, Endpoint.Resource) ? context.TargetPorts : null;
        return own is not null && own.TryGetValue(Endpoint.EndpointName, out var port)
            ? port
            : Endpoint.TargetPort ?? throw new InvalidOperationException(
                $"The target port of '{Endpoint.Resource.Name}'/{Endpoint.EndpointName} differs from replica to replica; only the resource itself can ask for it.");
    }
}
