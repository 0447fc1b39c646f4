using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Replicas;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Model;

/// <summary>What a project finds in its environment.</summary>
public sealed class ProjectEnvironmentTests : IDisposable
{
    private readonly SampleAppHost _sample = new();

    [Fact]
    public async Task The_defaults_come_first_in_their_order_then_the_profile_then_the_models_own()
    {
        _sample.AddProject("Tool", """{"profiles":{"http":{"applicationUrl":"http://localhost:5000;http://0.0.0.0:5001","environmentVariables":{"ASPNETCORE_ENVIRONMENT":"Development","OTEL_SERVICE_NAME":"ignored"}}}}""");
        var builder = _sample.Running();
        var project = builder.AddProject("tool", _sample.ProjectPath("Tool")).WithEnvironment("OWN", "1").WithEnvironment("ASPNETCORE_ENVIRONMENT", "Staging");

        var environment = await EnvironmentAsync(builder, project.Resource, new Dictionary<string, int> { ["http"] = 21000, ["http2"] = 21001 });

        environment.Keys.ShouldBe([
            "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY",
            "OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION",
            "OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION",
            "OTEL_RESOURCE_ATTRIBUTES",
            "OTEL_SERVICE_NAME",
            "OTEL_BLRP_SCHEDULE_DELAY",
            "OTEL_BSP_SCHEDULE_DELAY",
            "OTEL_METRIC_EXPORT_INTERVAL",
            "OTEL_TRACES_SAMPLER",
            "OTEL_METRICS_EXEMPLAR_FILTER",
            "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
            "DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION",
            "LOGGING__CONSOLE__FORMATTERNAME",
            "ASPNETCORE_URLS",
            "DOTNET_LAUNCH_PROFILE",
            "ASPNETCORE_ENVIRONMENT",
            "OWN",
        ]);
        environment["ASPNETCORE_URLS"].ShouldBe("http://localhost:21000;http://0.0.0.0:21001");
        environment["OTEL_SERVICE_NAME"].ShouldBe("tool");
        environment["OTEL_RESOURCE_ATTRIBUTES"].ShouldBe("service.instance.id=abcdefgh");
        environment["ASPNETCORE_ENVIRONMENT"].ShouldBe("Staging");
    }

    [Fact]
    public async Task A_receiver_of_telemetry_is_named_only_where_one_is_configured()
    {
        var builder = _sample.Running("--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:4318");
        var environment = await EnvironmentAsync(builder, builder.AddProject("tool", _sample.ProjectPath("SmartMoney.Api"), "bare").Resource, []);

        environment["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("http://localhost:4318");
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"].ShouldBe("http/protobuf");
    }

    [Fact]
    public async Task Endpoints_configured_for_Kestrel_take_the_place_of_the_profiles()
    {
        _sample.AddProject("Tool", """{"profiles":{"http":{"applicationUrl":"http://localhost:5000"}}}""");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_sample.ProjectPath("Tool"))!, "appsettings.json"), """{"Kestrel":{"Endpoints":{"Admin":{"Url":"http://localhost:7000"}}}}""");
        var builder = _sample.Running();
        var project = builder.AddProject("tool", _sample.ProjectPath("Tool"));

        var environment = await EnvironmentAsync(builder, project.Resource, new Dictionary<string, int> { ["admin"] = 21000 });

        project.Resource.GetEndpoints().ShouldHaveSingleItem().EndpointName.ShouldBe("admin");
        environment["Kestrel__Endpoints__Admin__Url"].ShouldBe("http://localhost:21000");
        environment.Keys.ShouldNotContain("ASPNETCORE_URLS");
    }

    public void Dispose() => _sample.Dispose();

    private static Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(IDistributedApplicationBuilder builder, IResource resource, Dictionary<string, int> ports)
        => new ReplicaValues(builder.ExecutionContext, new SecretMask(), NullLogger.Instance).EnvironmentAsync(resource, "tool-abcdefgh", ports, CancellationToken.None);
}
