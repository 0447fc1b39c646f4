using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The OpenTelemetry variables of a project in a run.</summary>
internal static class TelemetryEnvironment
{
    /// <summary>The resource attribute whose value differs from replica to replica is filled in by the runner.</summary>
    public const string InstancePlaceholder = "{{instance}}";

    public static void Add(Dictionary<string, object> variables, string serviceName, bool development, IConfiguration configuration)
    {
        if (development)
        {
            variables["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
            variables["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        }

        AddReceiver(variables, configuration);
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={InstancePlaceholder}";
        variables["OTEL_SERVICE_NAME"] = serviceName;
        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }

        if (development)
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            variables["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
        }
    }

    // Only where somebody listens: an exporter without a receiver retries for ever.
    private static void AddReceiver(Dictionary<string, object> variables, IConfiguration configuration)
    {
        if (configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is { Length: > 0 } grpc)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = grpc;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        }
        else if (configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] is { Length: > 0 } http)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = http;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }
    }
}
