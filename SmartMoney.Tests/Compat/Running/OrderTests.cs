using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Running;

/// <summary>Who starts and stops after whom, and what is said when that does not work.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    private readonly TinyRun _run = new();

    [Fact]
    public async Task A_service_starts_only_when_the_one_it_waits_for_is_healthy()
    {
        var sick = Path.Combine(_run.Folder, "sick");
        await File.WriteAllTextAsync(sick, "");
        var api = _run.Web("api").WithEnvironment("SICK", sick).WithHttpHealthCheck("/health");
        _run.Web("web").WaitFor(api);
        await _run.StartAsync();

        await _run.StateAsync("api", KnownResourceStates.Running);
        await Task.Delay(TimeSpan.FromSeconds(1));
        _run.Now("web").ShouldBe(KnownResourceStates.Waiting);

        File.Delete(sick);
        await _run.StateAsync("web", KnownResourceStates.Running);
        _run.Console.ShouldContain("web   waits for api");
    }

    [Fact]
    public async Task A_ready_handler_is_done_before_those_who_wait_go_on()
    {
        var done = false;
        var api = _run.Shell("api", "exec sleep 60").OnResourceReady(async (_, _, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            done = true;
        });
        var seen = false;
        _run.Shell("web", "exec sleep 60").WaitFor(api).OnBeforeResourceStarted((_, _, _) => Task.FromResult(seen = done));
        await _run.StartAsync();

        await _run.StateAsync("web", KnownResourceStates.Running);
        seen.ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_that_ends_well_lets_the_next_one_start()
    {
        var migrate = _run.Shell("migrate", "sleep 0.3");
        _run.Shell("api", "exec sleep 60").WaitForCompletion(migrate);
        await _run.StartAsync();

        await _run.StateAsync("api", KnownResourceStates.Running);
        _run.Now("migrate").ShouldBe(KnownResourceStates.Finished);
    }

    [Fact]
    public async Task A_job_that_fails_is_named_with_its_last_words_and_whoever_waited_says_so()
    {
        var migrate = _run.Shell("migrate", "echo 'no such table' >&2; exit 3");
        var api = _run.Shell("api", "exec sleep 60").WaitForCompletion(migrate);
        _run.Shell("web", "exec sleep 60").WaitFor(api);
        await _run.StartAsync();

        await _run.StateAsync("web", KnownResourceStates.FailedToStart);
        _run.Console.ShouldContain("migrate ended with exit code 3: no such table");
        _run.Console.ShouldContain("api did not start: it waited for migrate to end well, and migrate ended with exit code 3");
        _run.Console.ShouldContain("web did not start: it waited for api, and api did not start");
    }

    [Fact]
    public async Task A_missing_program_is_named()
    {
        _run.Builder.AddExecutable("tool", "no-such-program", ".");
        await _run.StartAsync();

        await _run.StateAsync("tool", KnownResourceStates.FailedToStart);
        _run.Console.ShouldContain("tool did not start: the program no-such-program is not there");
    }

    [Fact]
    public async Task A_missing_parameter_is_named_with_the_key_to_set()
    {
        var key = _run.Builder.AddParameter("api-key");
        _run.Shell("api", "exec sleep 60").WithEnvironment("KEY", key);
        await _run.StartAsync();

        await _run.StateAsync("api", KnownResourceStates.FailedToStart);
        _run.Console.ShouldContain(line => line.StartsWith("api did not start: ", StringComparison.Ordinal) && line.Contains("Parameters__api_key", StringComparison.Ordinal));
        _run.Now("api-key").ShouldBe(KnownResourceStates.ValueMissing);
    }

    [Fact]
    public async Task Waiting_in_a_circle_is_refused()
    {
        var a = _run.Shell("a", "true");
        var b = _run.Shell("b", "true").WaitFor(a);
        a.WaitFor(b);

        (await Should.ThrowAsync<DistributedApplicationException>(_run.StartAsync)).Message.ShouldContain("a -> b -> a");
    }

    [Fact]
    public async Task Everything_stops_in_the_reverse_order()
    {
        const string Service = "trap 'sleep 0.3; exit 0' TERM; while :; do sleep 0.1; done";
        var store = _run.Shell("store", Service);
        var api = _run.Shell("api", Service).WaitFor(store);
        _run.Shell("web", Service).WaitFor(api);
        await _run.StartAsync();
        await _run.StateAsync("web", KnownResourceStates.Running);

        await _run.App.StopAsync();

        _run.Console.Where(line => line.EndsWith("   stopped", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).ShouldBe(["web", "api", "store"]);
    }

    [Fact]
    public async Task What_starts_by_command_only_waits_for_the_command()
    {
        _run.Shell("tool", "exec sleep 60").WithExplicitStart();
        await _run.StartAsync();
        _run.Now("tool").ShouldBe(KnownResourceStates.NotStarted);

        (await _run.App.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.StartCommand)).Success.ShouldBeTrue();
        await _run.StateAsync("tool", KnownResourceStates.Running);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _run.DisposeAsync().AsTask();
}
