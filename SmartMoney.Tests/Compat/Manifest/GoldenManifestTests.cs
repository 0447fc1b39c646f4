using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Compat.Manifest;

/// <summary>The manifest of a given AppHost, byte for byte as the official publisher (13.5.2) writes it, and what changes it.</summary>
public sealed class GoldenManifestTests : IDisposable
{
    private readonly SampleAppHost _sample = new();

    [Fact]
    public async Task The_manifest_is_byte_for_byte_the_official_one()
    {
        var manifest = await _sample.ManifestOfAsync(builder => Describe(builder));

        manifest.ShouldBe((await File.ReadAllTextAsync(Repository.PathOf("SmartMoney.Tests/Compat/Manifest/golden-manifest.json"))).TrimEnd('\n'));
    }

    [Fact]
    public async Task It_has_no_byte_order_mark_and_no_final_newline()
    {
        await _sample.ManifestOfAsync(builder => Describe(builder));

        var bytes = await File.ReadAllBytesAsync(_sample.ManifestPath);
        bytes[0].ShouldBe((byte)'{');
        bytes[^1].ShouldBe((byte)'}');
    }

    [Fact]
    public async Task The_tag_before_the_volume_decides_where_the_data_is_mounted()
    {
        var manifest = await _sample.ManifestOfAsync(builder => builder.AddPostgres("postgres").WithImageTag("17").WithDataVolume("data"));

        manifest.ShouldContain("\"target\": \"/var/lib/postgresql/data\"");
    }

    [Fact]
    public async Task A_password_of_ones_own_stands_where_it_was_added_and_its_encoded_form_last()
    {
        var manifest = await _sample.ManifestOfAsync(builder =>
        {
            var password = builder.AddParameter("postgres-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true);
            var database = builder.AddPostgres("postgres", password: password).AddDatabase("smartmoney");
            builder.AddProject("api", _sample.ProjectPath("SmartMoney.Api")).WithReference(database);
        });

        Names(manifest).ShouldBe(["postgres-password", "postgres", "smartmoney", "api", "postgres-password-uri-encoded"]);
        manifest.ReplaceLineEndings("\n").ShouldContain("\"minLength\": 22,\n              \"special\": false\n");
    }

    [Fact]
    public async Task A_published_default_stands_after_the_type_even_if_nothing_uses_it()
    {
        var manifest = await _sample.ManifestOfAsync(builder => builder.AddParameter("base-currency", "EUR", publishValueAsDefault: true));

        manifest.ReplaceLineEndings("\n").ShouldContain("\"type\": \"string\",\n          \"default\": {\n            \"value\": \"EUR\"\n          }");
    }

    [Fact]
    public async Task A_profile_without_addresses_gives_no_bindings_no_ports_and_no_trust_in_forwarded_headers()
    {
        var manifest = await _sample.ManifestOfAsync(builder =>
        {
            var database = builder.AddPostgres("postgres").AddDatabase("smartmoney");
            builder.AddProject("migrate", _sample.ProjectPath("SmartMoney.Api"), launchProfileName: "bare").WithReference(database);
        });

        var migrate = System.Text.Json.Nodes.JsonNode.Parse(manifest)!["resources"]!["migrate"]!.AsObject();
        migrate.ContainsKey("bindings").ShouldBeFalse();
        migrate["env"]!.AsObject().Select(p => p.Key).Take(2).ShouldBe(["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "ConnectionStrings__smartmoney"]);
    }

    public void Dispose() => _sample.Dispose();

    private static IEnumerable<string> Names(string manifest)
        => System.Text.Json.Nodes.JsonNode.Parse(manifest)!["resources"]!.AsObject().Select(p => p.Key);

    private void Describe(IDistributedApplicationBuilder builder)
    {
        builder.AddParameter("base-currency");
        var postgres = builder.AddPostgres("postgres").WithDataVolume("smartmoney-postgres-data").WithImageTag("17");
        var database = postgres.AddDatabase("smartmoney");
        var migrate = builder.AddProject("migrate", _sample.ProjectPath("SmartMoney.Api")).WithArgs("migrate").WithReference(database).WaitFor(database);
        var api = builder.AddProject("api", _sample.ProjectPath("SmartMoney.Api")).WithReference(database).WaitForCompletion(migrate).WithHttpHealthCheck("/health");
        var web = builder.AddProject("web", _sample.ProjectPath("SmartMoney.Web")).WithReference(api).WaitFor(api);
        builder.AddProject("gateway", _sample.ProjectPath("SmartMoney.Gateway")).WithExternalHttpEndpoints().WithReference(api).WithReference(web);
    }
}
