using System.Globalization;
using Microsoft.Extensions.Options;
using SmartMoney.ServiceDefaults.Discovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace SmartMoney.Gateway.Routing;

/// <summary>The whole map: <c>/api</c> goes to the API with its path as it is, everything else to the web front.</summary>
internal static class ProxyRoutes
{
    internal const string Api = "api";
    internal const string Web = "web";

    /// <summary>The services behind the gateway, by the names of the app model.</summary>
    internal static readonly IReadOnlyList<string> Services = [Api, Web];

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    internal static IReadOnlyList<RouteConfig> Routes =>
    [
        new() { RouteId = Api, ClusterId = Api, Match = new RouteMatch { Path = "/api/{**rest}" } },
        new() { RouteId = Web, ClusterId = Web, Match = new RouteMatch { Path = "/{**rest}" } },
    ];

    internal static IReadOnlyList<ClusterConfig> Clusters(ServiceAddresses services, GatewayOptions options) =>
        [.. Services.Select(name => Cluster(name, services.Of(name, "http", "https"), options))];

    private static ClusterConfig Cluster(string name, IReadOnlyList<Uri> addresses, GatewayOptions options) => new()
    {
        ClusterId = name,
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        Destinations = addresses.Index().ToDictionary(
            entry => string.Create(CultureInfo.InvariantCulture, $"{name}-{entry.Index}"),
            static entry => new DestinationConfig { Address = entry.Item.AbsoluteUri },
            StringComparer.OrdinalIgnoreCase),
        HealthCheck = new HealthCheckConfig
        {
            // With nobody healthy, ask all the same: a service that is up without its database explains itself better than we could.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Path = "/health",
                Interval = options.ProbeInterval,
                Timeout = ProbeTimeout,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            },
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = RefusalPolicy.PolicyName },
        },
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // One failed probe is enough: a replica that is about to stop says so before it closes its door.
            [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1",
        },
        // Inside the app network: plain HTTP/1.1, bodies streamed both ways.
        HttpRequest = new ForwarderRequestConfig
        {
            ActivityTimeout = options.ActivityTimeout,
            Version = System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            AllowResponseBuffering = false,
        },
    };
}

/// <summary>Loads the map when the gateway starts; a service without an address stops it there with the reason.</summary>
internal sealed class ProxyMap(ServiceAddresses services, IOptions<GatewayOptions> options) : IProxyConfigProvider
{
    private readonly InMemoryConfigProvider _map = new(ProxyRoutes.Routes, ProxyRoutes.Clusters(services, options.Value));

    public IProxyConfig GetConfig() => _map.GetConfig();
}
