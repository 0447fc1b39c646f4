using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using SmartMoney.Local.Ports;
using Xunit;

namespace SmartMoney.Tests.Compat.Running;

/// <summary>Public ports: fixed while processes come and go, shared by replicas, and named when they are taken.</summary>
public sealed class AddressTests : IAsyncLifetime
{
    private readonly TinyRun _run = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    [Fact]
    public async Task A_taken_port_is_named_with_the_process_that_has_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        _run.Web("api", port);
        await _run.StartAsync();

        await _run.StateAsync("api", KnownResourceStates.FailedToStart);
        _run.Console.ShouldContain(line => line.StartsWith($"api did not start: port {port} is taken by process {Environment.ProcessId} (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_has_become_free_serves_the_next_start()
    {
        var port = FreePorts.Next();
        using (var taken = new TcpListener(IPAddress.Loopback, port))
        {
            taken.Start();
            _run.Web("api", port).WithHttpHealthCheck("/health");
            await _run.StartAsync();
            await _run.StateAsync("api", KnownResourceStates.FailedToStart);
        }

        await _run.App.ResourceCommands.ExecuteCommandAsync("api", KnownResourceCommands.StartCommand);
        await _run.HealthyAsync("api");
        (await _client.GetStringAsync(new Uri($"http://localhost:{port}/"))).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_public_port_stays_over_a_restart_and_another_process_answers()
    {
        var api = _run.Web("api").WithHttpHealthCheck("/health");
        await _run.StartAsync();
        await _run.HealthyAsync("api");
        var address = new Uri(api.GetEndpoint("http").Url);
        var first = await _client.GetStringAsync(address);

        await _run.App.ResourceCommands.ExecuteCommandAsync("api", KnownResourceCommands.RestartCommand);
        await _run.HealthyAsync("api");

        (await _client.GetStringAsync(address)).ShouldNotBe(first);
        api.GetEndpoint("http").Url.ShouldBe(address.ToString().TrimEnd('/'));
    }

    [Fact]
    public async Task Replicas_share_the_port_in_turn_and_one_that_is_stopped_gets_nothing()
    {
        var api = _run.Web("api").WithAnnotation(new ReplicaAnnotation(3)).WithHttpHealthCheck("/health");
        _run.Shell("web", "exec sleep 60").WaitFor(api);
        await _run.StartAsync();
        await _run.StateAsync("web", KnownResourceStates.Running);
        var address = new Uri(api.GetEndpoint("http").Url);

        var answers = new List<string>();
        for (var i = 0; i < 9; i++)
        {
            answers.Add(await _client.GetStringAsync(address));
        }

        answers.GroupBy(a => a, StringComparer.Ordinal).Select(g => g.Count()).ShouldBe([3, 3, 3]);

        var gone = answers[0];
        await _run.App.ResourceCommands.ExecuteCommandAsync(IdOf(gone), KnownResourceCommands.StopCommand);
        var after = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            after.Add(await _client.GetStringAsync(address));
        }

        after.ShouldNotContain(gone);
        after.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_sick_replica_gets_nothing_while_another_is_well()
    {
        // The second replica, whichever port it got, is sick from the beginning.
        var calls = 0;
        var sick = Path.Combine(_run.Folder, "sick");
        await File.WriteAllTextAsync(sick, "");
        var api = _run.Web("api").WithAnnotation(new ReplicaAnnotation(2)).WithHttpHealthCheck("/health")
            .WithEnvironment(context => context.EnvironmentVariables["SICK"] = Interlocked.Increment(ref calls) == 2 ? sick : "");
        await _run.StartAsync();
        await _run.HealthyAsync("api");
        var address = new Uri(api.GetEndpoint("http").Url);

        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await _client.GetStringAsync(address));
        }

        answers.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_a_proxy_the_process_has_the_public_port_itself()
    {
        var port = FreePorts.Next();
        var api = _run.Builder.AddExecutable("api", "node", ".", "-e", "require('http').createServer((q, r) => r.end('me')).listen(Number(process.env.PORT), '127.0.0.1')")
            .WithHttpEndpoint(port: port, env: "PORT", isProxied: false).WithHttpHealthCheck("/");
        await _run.StartAsync();
        await _run.HealthyAsync("api");

        api.GetEndpoint("http").Port.ShouldBe(port);
        (await _client.GetStringAsync(new Uri($"http://localhost:{port}/"))).ShouldBe("me");
    }

    [Fact]
    public async Task Replicas_without_a_proxy_are_refused()
    {
        _run.Web("api").WithAnnotation(new ReplicaAnnotation(2)).WithEndpoint("http", e => e.IsProxied = false);

        (await Should.ThrowAsync<DistributedApplicationException>(_run.StartAsync)).Message.ShouldContain("must have a proxy");
    }

    private string IdOf(string processId)
    {
        var known = ResourceIds.Of(_run.Builder.Resources.Single(r => r.Name == "api")).Select(id => _run.App.ResourceNotifications.TryGetCurrentState(id, out var found) ? found : null);
        return known.Single(e => e!.Snapshot.Properties.Any(p => p.Name == "executable.pid" && $"{p.Value}" == processId))!.ResourceId;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _run.DisposeAsync();
    }
}
