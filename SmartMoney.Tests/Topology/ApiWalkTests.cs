using System.Diagnostics;
using System.Text.RegularExpressions;
using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>The walk of docs/api.md, run as it stands there.</summary>
[Trait("needs", "topology")]
public sealed partial class ApiWalkTests
{
    [Fact]
    public async Task The_walk_of_the_API_document_works_as_written()
    {
        var document = await File.ReadAllTextAsync(Repository.PathOf("docs/api.md"));
        var script = Script().Match(document).Groups["script"].Value;
        var promised = Promise().Match(document).Groups["answer"].Value;
        var folder = Directory.CreateTempSubdirectory("smartmoney-walk-");
        await using var stack = await RunningStack.StartAsync();

        var start = new ProcessStartInfo("sh", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
            Environment = { ["SMARTMONEY_BASE"] = stack.Address },
        };
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        folder.Delete(recursive: true);

        shell.ExitCode.ShouldBe(0, await errors);
        (await output).ShouldContain("\"paired\":1");
        (await output).TrimEnd().Split('\n')[^1].ShouldStartWith(promised);
    }

    [GeneratedRegex(@"```sh\n(?<script>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script();

    [GeneratedRegex("The last line starts with\n`(?<answer>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Promise();
}
