using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SmartMoney.ServiceDefaults.Telemetry;

/// <summary>Subscribes to what the framework already measures; needs no instrumentation packages.</summary>
internal static class TelemetrySetup
{
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Yarp.ReverseProxy", "SmartMoney.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http", "System.Runtime", "Npgsql", "SmartMoney.*",
    ];

    // These write whole request addresses, and a search text in a query is the household's own business.
    private static readonly string[] CategoriesThatWriteAddresses =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics", "System.Net.Http.HttpClient", "Yarp.ReverseProxy.Forwarder",
    ];

    internal static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        foreach (var category in CategoriesThatWriteAddresses)
            builder.Logging.AddFilter(category, LogLevel.Warning);

        var endpoint = OtlpEndpoint.From(builder.Configuration);
        if (endpoint is null)
            return;

        // Server spans carry no tags while this is true, which is its default.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.Services.AddSingleton<IStartupFilter, RequestSpanFilter>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, builder))
            .WithTracing(static tracing => tracing.AddSource(Sources).AddProcessor<SpanRedaction>())
            .WithMetrics(static metrics => metrics.AddMeter(Meters))
            .WithLogging(configureBuilder: null, static logging =>
            {
                logging.IncludeFormattedMessage = true;
                // Scopes repeat the request's path; the trace id already ties a record to its request.
                logging.IncludeScopes = false;
            })
            .UseOtlpExporter(endpoint.Protocol, endpoint.Address);
    }

    private static void Describe(ResourceBuilder resource, IHostApplicationBuilder builder)
    {
        // OTEL_SERVICE_NAME, which the app model sets, is read by the SDK itself.
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"]))
            resource.AddService(builder.Environment.ApplicationName);
        resource.AddAttributes([new("deployment.environment.name", builder.Environment.EnvironmentName)]);
    }
}
