using System.Text.Json;
using Shouldly;
using SmartMoney.Tests.Infrastructure;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace SmartMoney.Tests.Deploy;

/// <summary>Docker's Compose, of either version, on PATH.</summary>
public sealed class ComposeProgram : IRequirement
{
    public static string? Missing => ProgramOnPath.Exists("docker-compose") ? null : "docker-compose is not installed";
}

/// <summary>Caddy on PATH.</summary>
public sealed class CaddyProgram : IRequirement
{
    public static string? Missing => ProgramOnPath.Exists("caddy") ? null : "caddy is not installed";
}

/// <summary>The programs that read the bundle accept it.</summary>
[Trait("needs", "docker")]
public sealed class ExternalProgramsTests
{
    private static readonly (string Name, string Value)[] Variables =
    [
        ("DOMAIN", "money.example.org"), ("TLS", "internal"), ("SMARTMONEY_VERSION", "1.0.0"), ("BASE_CURRENCY", "EUR"), ("PATTERN", "x"), ("USER_NAME", "x"),
        ("POSTGRES1_FLAVOUR", "x"), ("RELEASE", "1"),
    ];

    public static TheoryData<string> Bundles() =>
    [
        .. Directory.GetDirectories(BundleCase.GoldenFolder).Select(static folder => Path.Combine(folder, "expected")).Where(Directory.Exists)
            .Append(Repository.PathOf("deploy")).Select(static folder => Path.GetRelativePath(Repository.Root, folder)),
    ];

    [RequiresTheory(typeof(ComposeProgram))]
    [MemberData(nameof(Bundles))]
    public async Task Compose_accepts_every_file(string folder)
    {
        var root = Directory.CreateTempSubdirectory("smartmoney-compose-").FullName;
        var copy = Directory.CreateDirectory(Path.Combine(root, "a", "b", "deploy")).FullName;
        foreach (var file in Directory.GetFiles(Repository.PathOf(folder), "docker-compose.*.yml"))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        List<string> calls = ["docker-compose.prod.yml", "docker-compose.local.yml"];
        if (File.Exists(Path.Combine(copy, "docker-compose.build.yml")))
        {
            calls.Add("docker-compose.prod.yml -f docker-compose.build.yml");
            // Compose looks whether there is something to build from.
            foreach (var line in await File.ReadAllLinesAsync(Path.Combine(copy, "docker-compose.build.yml")))
            {
                if (line.Trim().Split(' ') is ["context:", var context])
                    Directory.CreateDirectory(Path.Combine(copy, context.Trim('"')));
            }
        }
        foreach (var files in calls)
        {
            var (code, _, error) = await Shell.RunAsync("docker-compose", copy, [.. $"-f {files} config --quiet".Split(' ')], Variables);
            code.ShouldBe(0, $"{files}: {error}");
        }
        Directory.Delete(root, recursive: true);
    }

    [RequiresFact(typeof(ComposeProgram))]
    public async Task Compose_reads_every_odd_text_as_the_manifest_has_it()
    {
        var (_, output, _) = await Shell.RunAsync("docker-compose", Path.Combine(BundleCase.GoldenFolder, "literal-text", "expected"), ["-f", "docker-compose.prod.yml", "config"]);
        var stream = new YamlStream();
        using var reader = new StringReader(output);
        stream.Load(reader);
        var service = ((YamlMappingNode)stream.Documents[0].RootNode)["services"]["odd"];
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(BundleCase.GoldenFolder, "literal-text", "manifest.json")));
        var odd = manifest.RootElement.GetProperty("resources").GetProperty("odd");
        // What 'config' prints is a Compose file again, so dollars are doubled; and it prints Unicode's own line ends so that they do not come back.
        var words = ((YamlSequenceNode)service["command"]).Select(Undoubled).ToList();
        var given = odd.GetProperty("args").EnumerateArray().Select(static arg => arg.GetString()!).ToList();
        words.Count.ShouldBe(given.Count);
        words.Zip(given).Where(static pair => pair.Second is not ("\u2028" or "\u0085")).ShouldAllBe(static pair => pair.First == pair.Second);
        foreach (var entry in odd.GetProperty("env").EnumerateObject().Where(static entry => !entry.Value.GetString()!.Contains("bindings", StringComparison.Ordinal)))
            Undoubled(service["environment"][entry.Name]).ShouldBe(entry.Value.GetString(), entry.Name);

        static string Undoubled(YamlNode node) => ((YamlScalarNode)node).Value!.Replace("$$", "$", StringComparison.Ordinal);
    }

    [RequiresFact(typeof(ComposeProgram))]
    public async Task Compose_names_the_variable_that_is_missing()
    {
        var (code, _, error) = await Shell.RunAsync("docker-compose", Repository.PathOf("deploy"), ["-f", "docker-compose.prod.yml", "config", "--quiet"], ("SMARTMONEY_VERSION", "1"));
        code.ShouldNotBe(0);
        error.ShouldContain("set DOMAIN in .env");
    }

    [RequiresTheory(typeof(CaddyProgram))]
    [InlineData("deploy", "https", "money.example.org", "somebody@example.org")]
    [InlineData("deploy", "https", "192.0.2.1", "internal")]
    [InlineData("deploy", "http", "localhost", "internal")]
    [InlineData("SmartMoney.Tests/Deploy/Golden/several-doors/expected", "https", "money.example.org", "somebody@example.org")]
    [InlineData("SmartMoney.Tests/Deploy/Golden/several-doors/expected", "http", "localhost", "internal")]
    public async Task Caddy_accepts_its_configuration_in_every_mode(string folder, string scheme, string domain, string tls)
    {
        var home = Directory.CreateTempSubdirectory("smartmoney-caddy-").FullName;
        var (code, _, error) = await Shell.RunAsync(
            "caddy",
            Repository.PathOf(folder),
            ["validate", "--config", "Caddyfile", "--adapter", "caddyfile"],
            ("DOMAIN", domain), ("SCHEME", scheme), ("TLS", tls), ("PUBLIC_URL", $"{scheme}://{domain}"), ("XDG_DATA_HOME", home), ("XDG_CONFIG_HOME", home), ("HOME", home));
        Directory.Delete(home, recursive: true);
        code.ShouldBe(0, error);
    }
}

internal static class ProgramOnPath
{
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
