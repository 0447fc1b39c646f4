using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Scripts;

public sealed class CommandTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("test")]
    [InlineData(".ci/run")]
    [InlineData("scripts/setup.sh")]
    public async Task Every_script_is_valid_bash(string script) =>
        (await Shell.RunAsync("bash", "-n", Repository.PathOf(script))).ShouldBe(new ShellResult(0, "", ""));

    [Theory]
    [InlineData("run")]
    [InlineData("test")]
    public async Task Help_says_what_is_installed_and_touches_nothing(string script)
    {
        var result = await Shell.RunAsync(Repository.PathOf(script), "--help");
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("PostgreSQL 18");
        result.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("run")]
    [InlineData("test")]
    public async Task An_unknown_argument_is_refused_by_name(string script)
    {
        var result = await Shell.RunAsync(Repository.PathOf(script), "--quick");
        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain("Unknown argument: --quick");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("test")]
    public async Task A_missing_SDK_is_named_with_what_to_install(string script)
    {
        // A PATH with only the tools that the scripts use before they look for the SDK.
        var tools = Directory.CreateTempSubdirectory("smartmoney-test-path").FullName;
        foreach (var tool in new[] { "bash", "dirname", "readlink", "env" })
            File.CreateSymbolicLink(Path.Combine(tools, tool), Path.Combine("/usr/bin", tool));

        var result = await Shell.RunAsync("env", $"PATH={tools}", Repository.PathOf(script));
        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain("dotnet-sdk-10.0");
        Directory.Delete(tools, recursive: true);
    }
}
