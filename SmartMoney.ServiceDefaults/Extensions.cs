using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartMoney.ServiceDefaults.Discovery;
using SmartMoney.ServiceDefaults.Health;
using SmartMoney.ServiceDefaults.Proxies;
using SmartMoney.ServiceDefaults.Resilience;
using SmartMoney.ServiceDefaults.Secrets;
using SmartMoney.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of SmartMoney shares: two calls in its Program.cs.</summary>
public static class Extensions
{
    /// <summary>
    /// Secrets from files, telemetry, health, orderly stop, service discovery, resilience and forwarded headers.
    /// Each reads its own configuration section and refuses to start on a value that makes no sense.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Configuration.AddSecretFiles();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<KestrelServerOptions>(static kestrel => kestrel.AddServerHeader = false);
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        builder.AddOrderlyStop();
        builder.AddTrustedProxies();
        builder.AddServiceDiscovery();
        builder.AddHttpResilience();
        return builder;
    }

    /// <summary>
    /// Traces, metrics and logs over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, http/protobuf unless
    /// <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> says grpc. Without an endpoint nothing is collected and nothing is paid for.
    /// </summary>
    public static TBuilder ConfigureOpenTelemetry<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>The check behind <c>/alive</c> and the gate that fails <c>/health</c> first when the service stops.</summary>
    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddProbes();
        return builder;
    }

    /// <summary>
    /// <c>/alive</c> (the process answers) and <c>/health</c> (it can do its work; 503 otherwise), in every environment,
    /// anonymous, never cached, saying nothing but the status.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapProbes();
        return app;
    }
}
