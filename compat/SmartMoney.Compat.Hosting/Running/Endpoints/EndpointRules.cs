using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>What an endpoint may not be.</summary>
internal static class EndpointRules
{
    /// <exception cref="DistributedApplicationException">Says which rule is broken.</exception>
    public static void Check(IResource resource, EndpointAnnotation endpoint)
    {
        var where = $"The endpoint '{endpoint.Name}' of the resource '{resource.Name}'";
        var replicated = resource.GetReplicaCount() > 1;
        if (replicated && !endpoint.IsProxied)
        {
            throw new DistributedApplicationException($"{where} must have a proxy, because the resource has replicas.");
        }

        if (replicated && endpoint.TargetPort is not null)
        {
            throw new DistributedApplicationException($"{where} must not fix its target port, because the resource has replicas.");
        }

        if (resource is ContainerResource && endpoint.TargetPort is null)
        {
            throw new DistributedApplicationException($"{where} must have a target port: the port inside the container.");
        }

        if (resource is not ContainerResource && endpoint.IsProxied && endpoint.Port is not null && endpoint.Port == endpoint.TargetPort)
        {
            throw new DistributedApplicationException($"{where} has the same port {endpoint.Port} for its proxy and its process; only one of them can have it.");
        }
    }
}
