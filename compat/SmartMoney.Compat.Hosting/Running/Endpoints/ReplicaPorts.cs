using Aspire.Hosting.ApplicationModel;
using SmartMoney.Local.Ports;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>The ports that one replica's process binds, by endpoint name.</summary>
internal static class ReplicaPorts
{
    public static IReadOnlyDictionary<string, int> Choose(IResource resource)
        => resource.Annotations.OfType<EndpointAnnotation>().ToDictionary(
            e => e.Name,
            e => resource switch
            {
                ContainerResource => e.TargetPort!.Value,
                _ when !e.IsProxied => e.AllocatedEndpoint!.Port,
                _ => e.TargetPort ?? FreePorts.Next(),
            },
            StringComparer.OrdinalIgnoreCase);
}
