using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace SmartMoney.ServiceDefaults.Telemetry;

/// <summary>
/// Where telemetry goes, by the variables of the OpenTelemetry protocol exporter specification
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). The address is the base: the exporter adds <c>/v1/traces</c> and so on.
/// </summary>
internal sealed record OtlpEndpoint(Uri Address, OtlpExportProtocol Protocol)
{
    private const string AddressKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Null when no endpoint is configured.</summary>
    /// <exception cref="InvalidOperationException">A value is set that cannot be used.</exception>
    internal static OtlpEndpoint? From(IConfiguration configuration)
    {
        var address = configuration[AddressKey];
        if (string.IsNullOrWhiteSpace(address))
            return null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"{AddressKey} is '{address}': it must be an http or https address such as http://localhost:4318.");

        var protocol = configuration[ProtocolKey] switch
        {
            null or "" or "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            "grpc" => OtlpExportProtocol.Grpc,
            var other => throw new InvalidOperationException($"{ProtocolKey} is '{other}': it must be http/protobuf or grpc."),
        };
        return new OtlpEndpoint(uri, protocol);
    }
}
