using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Manifest;

/// <summary>The rules of the manifest beyond the golden one.</summary>
public sealed class ManifestRulesTests : IDisposable
{
    private readonly SampleAppHost _sample = new();

    [Fact]
    public async Task A_container_has_entrypoint_args_mounts_and_ports_in_the_schemas_order()
    {
        var cache = await ResourceAsync("cache", builder => builder.AddContainer("cache", "valkey", "8")
            .WithEntrypoint("/bin/server").WithArgs("--port", "6379").WithVolume("/anonymous").WithBindMount("config", "/etc/cache", isReadOnly: true)
            .WithEndpoint(port: 6379, name: "tcp").WithEnvironment("MODE", "cache"));

        cache.Select(p => p.Key).ShouldBe(["type", "image", "entrypoint", "args", "bindMounts", "volumes", "env", "bindings"]);
        cache["bindMounts"]![0]!["source"]!.GetValue<string>().ShouldBe("config");
        cache["volumes"]![0]!.AsObject().Select(p => p.Key).ShouldBe(["target", "readOnly"]);
        cache["bindings"]!["tcp"]!["targetPort"]!.GetValue<int>().ShouldBe(6379);
    }

    [Fact]
    public async Task Endpoints_that_need_a_port_and_have_none_get_one_from_8000_on()
    {
        var api = await ResourceAsync("api", builder => builder.AddProject("api", _sample.ProjectPath("SmartMoney.Api"))
            .WithHttpEndpoint(name: "admin").WithHttpEndpoint(port: 9000, name: "metrics"));

        api["bindings"]!["http"]!.AsObject().ContainsKey("targetPort").ShouldBeFalse();
        api["bindings"]!["admin"]!["targetPort"]!.GetValue<int>().ShouldBe(8000);
        api["bindings"]!["metrics"]!["targetPort"]!.GetValue<int>().ShouldBe(8001);
        api["bindings"]!["metrics"]!["port"]!.GetValue<int>().ShouldBe(9000);
    }

    [Fact]
    public async Task Text_is_escaped_as_the_official_writer_escapes_it_and_braces_are_not_doubled()
    {
        var manifest = await _sample.ManifestOfAsync(builder => builder.AddExecutable("tool", "tool", ".").WithEnvironment("ROUTE", $"/{{**catch-all}}?a=1&b='é'"));

        manifest.ShouldContain("\"ROUTE\": \"/{**catch-all}?a=1\\u0026b=\\u0027\\u00E9\\u0027\"");
    }

    [Fact]
    public async Task A_connection_string_of_its_own_is_a_value()
    {
        var ledger = await ResourceAsync("ledger", builder =>
        {
            var password = builder.AddParameter("api-password", secret: true);
            var postgres = builder.AddPostgres("postgres");
            builder.AddConnectionString("ledger", ReferenceExpression.Create($"Host={postgres.Resource.Host};Password={password}"));
        });

        ledger["type"]!.GetValue<string>().ShouldBe("value.v0");
        ledger["connectionString"]!.GetValue<string>().ShouldBe("Host={postgres.bindings.tcp.host};Password={api-password.value}");
    }

    [Fact]
    public async Task A_configured_connection_string_is_a_secret_parameter()
    {
        var mail = await ResourceAsync("mail", builder => builder.AddConnectionString("mail"));

        mail["type"]!.GetValue<string>().ShouldBe("parameter.v0");
        mail["connectionString"]!.GetValue<string>().ShouldBe("{mail.value}");
        mail["inputs"]!["value"]!["secret"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_excluded_is_not_there()
    {
        var manifest = await _sample.ManifestOfAsync(builder => builder.AddContainer("tool", "tool").ExcludeFromManifest());

        manifest.ShouldNotContain("tool");
    }

    [Fact]
    public async Task An_output_path_without_json_is_a_folder()
    {
        var folder = Path.Combine(_sample.Directory, "new", "folder");
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--operation", "publish", "--step", "publish-manifest", "--output-path", folder],
            ProjectDirectory = _sample.Directory,
        });
        await using var app = builder.Build();

        await app.RunAsync();

        File.Exists(Path.Combine(folder, "aspire-manifest.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_publish_without_an_output_path_fails()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--publisher", "manifest"], ProjectDirectory = _sample.Directory });
        await using var app = builder.Build();

        (await Should.ThrowAsync<DistributedApplicationException>(() => app.RunAsync())).Message.ShouldContain("--output-path");
    }

    public void Dispose() => _sample.Dispose();

    private async Task<JsonObject> ResourceAsync(string name, Action<IDistributedApplicationBuilder> describe)
        => JsonNode.Parse(await _sample.ManifestOfAsync(describe))!["resources"]![name]!.AsObject();
}
