using System.Net;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.ServiceDiscovery;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace SmartMoney.Gateway.Routing;

/// <summary>Registers and maps the proxy.</summary>
internal static class ProxySetup
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    // What the forwarded-headers middleware leaves behind, and an older standard that nobody here reads.
    private static readonly string[] NotForUpstream = ["X-Original-For", "X-Original-Proto", "X-Original-Host", "Forwarded"];
    private static readonly string[] NotForClients = ["Server", "X-Powered-By"];

    internal static void AddProxy(this WebApplicationBuilder builder)
    {
        builder.KeepNoKeys();
        builder.Services.AddSingleton<IProxyConfigProvider, ProxyMap>();
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy, RefusalPolicy>();
        builder.Services.AddSingleton<NameLookup>(Dns.GetHostAddressesAsync);
        builder.Services.AddSingleton<IDestinationResolver, ReplicaResolver>();
        builder.Services.AddReverseProxy()
            .AddTransforms(Transform)
            .ConfigureHttpClient(static (_, handler) =>
            {
                handler.ConnectTimeout = ConnectTimeout;
                // Names behind an address change when containers are replaced.
                handler.PooledConnectionLifetime = ConnectionLifetime;
            });
    }

    internal static void MapProxy(this WebApplication app) => app.MapReverseProxy(static proxy =>
    {
        proxy.Use(Failover.Run);
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });

    private static void Transform(TransformBuilderContext context)
    {
        // By now the request carries the client, scheme and host that trusted proxies vouch for. That truth replaces
        // whatever stood in the headers, so a service behind has to trust the gateway only, not the chain before it.
        context.UseDefaultForwarders = false;
        context.AddXForwarded(ForwardedTransformActions.Set);
        foreach (var header in NotForUpstream)
            context.AddRequestHeaderRemove(header);
        foreach (var header in NotForClients)
            context.AddResponseHeaderRemove(header, ResponseCondition.Always);
    }
}
