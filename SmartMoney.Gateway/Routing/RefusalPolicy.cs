using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace SmartMoney.Gateway.Routing;

/// <summary>A replica that takes no connection gets no further requests for a while; the first refusal is enough.</summary>
internal sealed class RefusalPolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    internal const string PolicyName = "Refusal";
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.GetForwarderErrorFeature() is { } error && Failover.NobodyAnswered(error))
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, Rest);
    }
}
