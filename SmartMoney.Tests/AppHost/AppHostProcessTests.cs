using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Shouldly;
using SmartMoney.Local.Ports;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.AppHost;

/// <summary>The AppHost as a process of its own, ended from outside: nothing may be left.</summary>
[Trait("needs", "topology")]
public sealed class AppHostProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("smartmoney-apphost-");
    private readonly ConcurrentQueue<string> _lines = [];

    public AppHostProcessTests()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Open to the user as whom the server runs where the tests are root's.
            _data.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }
    }

    [Fact]
    public async Task SIGTERM_ends_everything_in_order_and_the_database_is_shut_down_cleanly()
    {
        using var appHost = await StartAsync();
        var children = ChildrenOf(appHost.Id);
        children.Count.ShouldBeGreaterThanOrEqualTo(4);

        using (var kill = Process.Start("kill", ["-TERM", appHost.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(Limit);
        await appHost.WaitForExitAsync(limit.Token);
        appHost.ExitCode.ShouldBe(0);
        children.ShouldAllBe(id => HasEnded(id));
        _lines.ShouldContain(line => line.Contains("database system is shut down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_it_is_killed_its_children_end_and_the_database_is_shut_down_cleanly()
    {
        using var appHost = await StartAsync();
        var children = ChildrenOf(appHost.Id);

        appHost.Kill();

        var started = TimeProvider.System.GetTimestamp();
        while (!children.All(HasEnded) && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(40))
        {
            await Task.Delay(100);
        }

        children.ShouldAllBe(id => HasEnded(id));
        Directory.EnumerateFiles(_data.FullName, "postmaster.pid", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static List<int> ChildrenOf(int processId)
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && StatusOf(id) is [_, var parent, ..] && parent == processId.ToString(CultureInfo.InvariantCulture))];

    // One that has ended is listed as a zombie until its parent, or init, has taken note.
    private static bool HasEnded(int processId) => StatusOf(processId) is not [var state, ..] || state is "Z" or "X";

    // The fields behind the name: state, parent, …
    private static string[] StatusOf(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/stat").Split(") ")[^1].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private async Task<Process> StartAsync()
    {
        var configuration = typeof(AppHostProcessTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var assembly = Repository.PathOf($"SmartMoney.AppHost/bin/{configuration}/net10.0/SmartMoney.AppHost.dll");
        var start = new ProcessStartInfo("dotnet", [assembly, "--environment=Development", "--DcpPublisher:RandomizePorts=true", $"--AppHost:DataDirectory={_data.FullName}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["SMARTMONEY_DASHBOARD_PORT"] = FreePorts.Next().ToString(CultureInfo.InvariantCulture);
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) =>
        {
            _lines.Enqueue(e.Data ?? "");
            if (e.Data?.StartsWith("Everything is up:", StringComparison.Ordinal) == true)
            {
                up.TrySetResult();
            }
        };
        process.Exited += (_, _) => up.TrySetException(new InvalidOperationException($"The AppHost ended: {string.Join('\n', _lines.TakeLast(20))}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await up.Task.WaitAsync(Limit);
        return process;
    }
}
