namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource, named before its port is known.</summary>
public sealed class EndpointReference : IExpressionValue, IValueWithReferences
{
    private EndpointAnnotation? _annotation;

    /// <param name="owner">The resource that listens.</param>
    /// <param name="endpointName">The endpoint's name; it may be added later.</param>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        Resource = owner;
        EndpointName = endpointName;
    }

    /// <param name="owner">The resource that listens.</param>
    /// <param name="endpoint">The endpoint.</param>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint.Name)
        => _annotation = endpoint;

    /// <summary>The resource that listens.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>The endpoint's name.</summary>
    public string EndpointName { get; }

    /// <summary>What is declared about it.</summary>
    /// <exception cref="InvalidOperationException">The resource has no endpoint of that name.</exception>
    public EndpointAnnotation EndpointAnnotation => Find()
        ?? throw new InvalidOperationException($"The endpoint '{EndpointName}' does not exist on the resource '{Resource.Name}'.");

    /// <summary>Whether the resource has it.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Whether the run has given it a port.</summary>
    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    /// <summary>Whether its scheme is http.</summary>
    public bool IsHttp => Scheme == "http";

    /// <summary>Whether its scheme is https.</summary>
    public bool IsHttps => Scheme == "https";

    /// <summary>Whether it speaks TLS.</summary>
    public bool TlsEnabled => EndpointAnnotation.TlsEnabled || IsHttps;

    /// <summary>Its scheme.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>The public host. Throws before allocation.</summary>
    public string Host => Allocated.Address;

    /// <summary>The public port. Throws before allocation.</summary>
    public int Port => Allocated.Port;

    /// <summary>The declared port of the process, if any.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <summary>The public address. Throws before allocation.</summary>
    public string Url => Allocated.UriString;

    /// <inheritdoc/>
    public string ValueExpression => Expression(EndpointProperty.Url);

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"The endpoint '{EndpointName}' is not allocated for the resource '{Resource.Name}'.");

    /// <summary>One property of it, as a value.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>The public address, as soon as it is known.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        => Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
        => Property(EndpointProperty.Url).GetValueAsync(context, cancellationToken);

    internal string Expression(EndpointProperty property)
    {
        var name = property switch
        {
            EndpointProperty.Url => "url",
            EndpointProperty.Host or EndpointProperty.IPV4Host => "host",
            EndpointProperty.Port => "port",
            EndpointProperty.Scheme => "scheme",
            EndpointProperty.TargetPort => "targetPort",
            EndpointProperty.TlsEnabled => "tlsEnabled",
            EndpointProperty.HostAndPort => null,
            _ => throw new ArgumentOutOfRangeException(nameof(property), property, "Not a property of an endpoint."),
        };

        return name is null
            ? $"{Expression(EndpointProperty.Host)}:{Expression(EndpointProperty.Port)}"
            : $"{{{Resource.Name}.bindings.{EndpointName}.{name}}}";
    }

    private EndpointAnnotation? Find()
        => _annotation ??= Resource.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(e => string.Equals(e.Name, EndpointName, StringComparison.OrdinalIgnoreCase));
}
