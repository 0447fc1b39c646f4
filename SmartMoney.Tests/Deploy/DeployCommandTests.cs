using Shouldly;
using SmartMoney.Deploy.Commands;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Deploy;

public sealed class DeployCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smartmoney-deploy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_committed_bundle_is_what_the_manifest_and_the_policy_say()
    {
        var (code, output, error) = await RunAsync("check", "--manifest", Repository.PathOf("aspire-manifest.json"), "--policy", Repository.PathOf("deploy/policy.yaml"), "--output", Repository.PathOf("deploy"));
        error.ShouldBe("", "run: dotnet run --project SmartMoney.Deploy -- generate");
        output.ShouldContain("is what the manifest and the policy say");
        code.ShouldBe(DeployCommand.Good);
    }

    [Fact]
    public async Task Check_names_the_file_and_the_first_line_that_differs()
    {
        await RunGoldenAsync("generate", "defaults-only");
        (await RunGoldenAsync("check", "defaults-only")).Code.ShouldBe(DeployCommand.Good);

        var file = Path.Combine(_folder, "docker-compose.prod.yml");
        var lines = await File.ReadAllLinesAsync(file);
        lines[4] += " # by hand";
        await File.WriteAllLinesAsync(file, lines);
        File.Delete(Path.Combine(_folder, "Caddyfile"));

        var (code, _, error) = await RunGoldenAsync("check", "defaults-only");
        code.ShouldBe(DeployCommand.Drift);
        error.ShouldContain("docker-compose.prod.yml:5 differs");
        error.ShouldContain("# by hand");
        error.ShouldContain("Caddyfile is missing");
    }

    [Fact]
    public async Task A_line_too_few_is_a_difference_too()
    {
        await RunGoldenAsync("generate", "defaults-only");
        await File.AppendAllTextAsync(Path.Combine(_folder, "secrets.list"), "more\n");
        var (code, _, error) = await RunGoldenAsync("check", "defaults-only");
        code.ShouldBe(DeployCommand.Drift);
        error.ShouldContain("secrets.list:4 differs");
    }

    [Fact]
    public async Task A_file_that_an_earlier_policy_had_is_a_difference_and_goes()
    {
        await RunGoldenAsync("generate", "defaults-only");
        var (code, _, error) = await RunGoldenAsync("check", "literal-text");
        code.ShouldBe(DeployCommand.Drift);
        error.ShouldContain("Caddyfile is there, and should not be");
        await RunGoldenAsync("generate", "literal-text");
        File.Exists(Path.Combine(_folder, "Caddyfile")).ShouldBeFalse();
        (await RunGoldenAsync("check", "literal-text")).Code.ShouldBe(DeployCommand.Good);
    }

    [Fact]
    public async Task With_a_problem_nothing_is_written_and_all_problems_are_told()
    {
        var kept = Path.Combine(_folder, "docker-compose.prod.yml");
        await File.WriteAllTextAsync(kept, "as it was");
        var (code, output, error) = await RunGoldenAsync("generate", "references");
        code.ShouldBe(DeployCommand.Bad);
        output.ShouldBeEmpty();
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(BundleCase.Golden("references").Problems.Count + 1);
        error.ShouldContain("$.resources.self.connectionString");
        Directory.GetFiles(_folder).ShouldBe([kept]);
        (await File.ReadAllTextAsync(kept)).ShouldBe("as it was");
    }

    [Fact]
    public async Task Both_files_are_told_of_when_neither_is_there()
    {
        var (code, _, error) = await RunAsync("generate", "--manifest", Path.Combine(_folder, "m.json"), "--policy", Path.Combine(_folder, "p.yaml"), "--output", _folder);
        code.ShouldBe(DeployCommand.Bad);
        error.ShouldContain("m.json: cannot be read");
        error.ShouldContain("p.yaml: cannot be read");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_made_and_holds_nothing_else()
    {
        var made = Path.Combine(_folder, "a", "b");
        await RunAsync("generate", "--manifest", Golden("defaults-only", "manifest.json"), "--policy", Golden("defaults-only", "policy.yaml"), "--output", made);
        Directory.GetFiles(made).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
            .ShouldBe([".env.example", "Caddyfile", "docker-compose.build.yml", "docker-compose.local.yml", "docker-compose.prod.yml", "folders.list", "secrets.list"]);
    }

    [Fact]
    public async Task Help_tells_commands_options_and_exit_codes()
    {
        var (code, output, _) = await RunAsync("generate", "--help");
        code.ShouldBe(DeployCommand.Good);
        foreach (var word in new[] { "--manifest", "--policy", "--output", "Exit code 0, or 2" })
            output.ShouldContain(word);
        (await RunAsync("--help")).Output.ShouldContain("check");
        (await RunAsync("generate", "--nonsense")).Code.ShouldBe(DeployCommand.Bad);
    }

    private static string Golden(string name, string file) => Path.Combine(BundleCase.GoldenFolder, name, file);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await DeployCommand.RunAsync(args, output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    private Task<(int Code, string Output, string Error)> RunGoldenAsync(string command, string name) =>
        RunAsync(command, "--manifest", Golden(name, "manifest.json"), "--policy", Golden(name, "policy.yaml"), "--output", _folder);
}
