using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using SmartMoney.Gateway.Routing;
using SmartMoney.Tests.Gateway.Drivers;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class ReplicaTests
{
    private readonly ConcurrentQueue<string> asked = new();
    private volatile string[] replicas = [];

    [Fact]
    public async Task All_containers_behind_a_name_get_requests_and_one_that_comes_later_too()
    {
        await using var first = await Stub.StartAsync(name: "first", host: "127.0.0.2");
        await using var second = await Stub.StartAsync(name: "second", host: "127.0.0.3", port: first.Address.Port);
        replicas = ["127.0.0.2"];
        await using var door = await OpenAsync(first.Address.Port);
        await AskAsync(door, 10);
        (first.Requests.Count, second.Requests.Count).ShouldBe((10, 0));

        replicas = ["127.0.0.3", "127.0.0.2"];
        await Task.Delay(500);
        await AskAsync(door, 40);
        second.Requests.Count.ShouldBeInRange(5, 35);
        first.Requests.First().Headers["Host"].ShouldBe($"api:{first.Address.Port}");
    }

    [Fact]
    public async Task What_is_known_of_a_replica_stays_with_it_in_whatever_order_the_addresses_come()
    {
        await using var ready = await Stub.StartAsync(name: "ready", host: "127.0.0.2");
        await using var draining = await Stub.StartAsync(name: "draining", host: "127.0.0.3", port: ready.Address.Port);
        replicas = ["127.0.0.2", "127.0.0.3"];
        await using var door = await OpenAsync(ready.Address.Port);
        draining.Health = 503;
        await Task.Delay(500);
        var before = draining.Requests.Count;
        for (var turn = 0; turn < 10; turn++)
        {
            replicas = [.. replicas.Reverse()];
            await Task.Delay(120);
            await AskAsync(door, 5);
        }

        draining.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_name_that_is_not_known_for_a_moment_is_asked_again_and_the_door_stays_open()
    {
        await using var api = await Stub.StartAsync(name: "api", host: "127.0.0.2");
        await using var door = await OpenAsync(api.Address.Port);
        (await door.GetAsync("/api/v1/books")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await door.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        replicas = ["127.0.0.2"];
        await Task.Delay(500);
        await AskAsync(door, 5);
        api.Requests.Count.ShouldBe(5);
        asked.Distinct().ShouldBe(["api"], "addresses and localhost are not looked up");
    }

    private static async Task AskAsync(Door door, int times)
    {
        for (var turn = 0; turn < times; turn++)
            (await door.GetAsync("/api/v1/books")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<Door> OpenAsync(int port) => Door.OpenAsync(
        settings: new() { ["services:api:http:0"] = $"http://api:{port}", ["Gateway:NameRefresh"] = "0:0:0.1", ["Gateway:ProbeInterval"] = "0:0:0.1" },
        services: services => services.AddSingleton<NameLookup>((name, _) =>
        {
            asked.Enqueue(name);
            return replicas is { Length: > 0 } known
                ? Task.FromResult<IPAddress[]>([.. known.Select(IPAddress.Parse)])
                : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
        }));
}
