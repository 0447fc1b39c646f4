using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Running;

/// <summary>What processes are started with, what becomes of what they write, and that none is left.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private readonly TinyRun _run = new();

    [Fact]
    public async Task Stopping_ends_the_whole_tree_also_one_that_does_not_listen()
    {
        _run.Shell("tree", "trap '' TERM; sleep 300 & echo child $!; (trap '' TERM; sleep 301) & wait");
        await _run.StartAsync();
        var child = await LineAsync("tree", "child ");

        await _run.App.ResourceCommands.ExecuteCommandAsync("tree", KnownResourceCommands.StopCommand);

        (await HasEndedAsync(child["child ".Length..])).ShouldBeTrue();
        _run.Now("tree").ShouldBe(KnownResourceStates.Exited);
    }

    [Fact]
    public async Task What_a_process_leaves_behind_when_it_ends_goes_too()
    {
        _run.Shell("parent", "sleep 300 & echo child $!");
        await _run.StartAsync();
        await _run.StateAsync("parent", KnownResourceStates.Finished);

        var child = await LineAsync("parent", "child ");
        (await HasEndedAsync(child["child ".Length..])).ShouldBeTrue();
    }

    [Fact]
    public async Task A_secret_reaches_the_process_and_shows_nowhere()
    {
        var key = _run.Builder.AddParameter("key", "s3cr3t/value", secret: true);
        _run.Shell("tool", "echo \"plain $KEY\"; echo \"$URL\" >&2; [ ${#KEY} = 12 ] && echo long enough; exit 4")
            .WithEnvironment("KEY", key).WithEnvironment("URL", $"https://x/{key.Resource:uri}");
        await _run.StartAsync();
        await _run.StateAsync("tool", KnownResourceStates.Finished);

        var shown = string.Join('\n', [.. await _run.LogAsync("tool"), .. _run.Console]);
        shown.ShouldContain("long enough");
        shown.ShouldContain("plain ••••••••");
        shown.ShouldNotContain("s3cr3t");
        _run.Console.ShouldContain("tool ended with exit code 4: https://x/••••••••");
    }

    [Fact]
    public async Task The_AppHosts_own_settings_are_not_inherited()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__compat_test", "Password=x");
        try
        {
            _run.Shell("tool", "env").WithEnvironment("OWN", "1");
            await _run.StartAsync();
            await _run.StateAsync("tool", KnownResourceStates.Finished);

            var lines = await _run.LogAsync("tool");
            lines.ShouldContain("OWN=1");
            lines.ShouldContain(line => line.StartsWith("PATH=", StringComparison.Ordinal));
            lines.ShouldNotContain(line => line.StartsWith("ConnectionStrings__", StringComparison.Ordinal));
            lines.ShouldNotContain(line => line.StartsWith("ASPNETCORE_ENVIRONMENT=", StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ConnectionStrings__compat_test", null);
        }
    }

    [Fact]
    public async Task Commands_are_offered_as_the_state_allows_and_do_what_they_say()
    {
        _run.Shell("tool", "echo up; exec sleep 300");
        await _run.StartAsync();
        await _run.StateAsync("tool", KnownResourceStates.Running);
        Offered().ShouldBe(["stop", "restart"]);
        var first = ProcessId();

        (await _run.App.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.RestartCommand)).Success.ShouldBeTrue();
        await _run.StateAsync("tool", KnownResourceStates.Running);
        ProcessId().ShouldNotBe(first);

        await _run.App.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.StopCommand);
        Offered().ShouldBe(["start"]);
        (await _run.App.ResourceCommands.ExecuteCommandAsync("tool", "dance")).Message.ShouldBe($"Command 'dance' not available for resource '{Current().ResourceId}'.");
    }

    [Fact]
    public async Task A_log_can_be_watched_from_its_beginning()
    {
        _run.Shell("tool", "echo one; sleep 0.5; echo two");
        await _run.StartAsync();
        await LineAsync("tool", "one");

        var lines = new List<LogLine>();
        await foreach (var batch in _run.App.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(_run.Builder.Resources.Single(), TinyRun.Soon))
        {
            lines.AddRange(batch);
            if (lines.Exists(l => l.Content.EndsWith(" two", StringComparison.Ordinal)))
            {
                break;
            }
        }

        lines.Select(l => l.LineNumber).ShouldBe(Enumerable.Range(1, lines.Count));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _run.DisposeAsync().AsTask();

    private ResourceEvent Current()
    {
        _run.App.ResourceNotifications.TryGetCurrentState("tool", out var known).ShouldBeTrue();
        return known!;
    }

    private int ProcessId() => Convert.ToInt32(Current().Snapshot.Properties.Single(p => p.Name == "executable.pid").Value, CultureInfo.InvariantCulture);

    private IEnumerable<string> Offered() => Current().Snapshot.Commands.Where(c => c.State == ResourceCommandState.Enabled).Select(c => c.Name);

    // One that has ended is still listed until its parent, or init, has taken note.
    private static async Task<bool> HasEndedAsync(string processId)
    {
        for (var i = 0; i < 50; i++)
        {
            var stat = $"/proc/{processId}/stat";
            if (!File.Exists(stat) || (await File.ReadAllTextAsync(stat)).Split(") ")[^1][0] is 'Z' or 'X')
            {
                return true;
            }

            await Task.Delay(20);
        }

        return false;
    }

    private async Task<string> LineAsync(string name, string start)
    {
        var soon = TinyRun.Soon;
        while (true)
        {
            if ((await _run.LogAsync(name)).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            await Task.Delay(50, soon);
        }
    }
}
