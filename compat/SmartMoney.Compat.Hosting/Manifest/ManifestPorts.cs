using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The ports of one binding: null where the deployment decides.</summary>
internal sealed record BindingPorts(int? Port, int? TargetPort);

/// <summary>Gives ports to endpoints that need one in the manifest; one allocator a manifest, from 8000.</summary>
internal sealed class ManifestPorts
{
    private const int First = 8000;

    private readonly HashSet<int> _used = [];
    private int _next = First;

    public IReadOnlyList<(EndpointAnnotation Endpoint, BindingPorts Ports)> Resolve(IResource resource, IEnumerable<EndpointAnnotation> endpoints)
    {
        var defaultSchemes = new HashSet<string>(StringComparer.Ordinal);
        return [.. endpoints.Select(e => (e, Resolve(resource, e, defaultSchemes)))];
    }

    private BindingPorts Resolve(IResource resource, EndpointAnnotation endpoint, HashSet<string> defaultSchemes)
    {
        // A port from the launch profile is this machine's business; port 0 means none.
        var port = endpoint.FromLaunchProfile || endpoint.Port == 0 ? null : endpoint.Port;
        var target = endpoint.TargetPort == 0 ? null : endpoint.TargetPort;
        Note(port);
        Note(target);

        int? targetPort = target switch
        {
            not null => target,
            null when resource is ContainerResource && port is not null => port,
            null when resource is ProjectResource && EndpointAnnotation.IsHttpScheme(endpoint.UriScheme) && defaultSchemes.Add(endpoint.UriScheme) => null,
            _ => Allocate(),
        };

        int? exposed = port switch
        {
            not null when port == targetPort => null,
            not null => port,
            null when targetPort is not null || EndpointAnnotation.IsHttpScheme(endpoint.UriScheme) => null,
            _ => Allocate(),
        };
        return new BindingPorts(exposed, targetPort);
    }

    private void Note(int? port)
    {
        if (port is { } used)
        {
            _used.Add(used);
        }
    }

    private int Allocate()
    {
        while (!_used.Add(_next))
        {
            _next++;
        }

        return _next++;
    }
}
