using System.Net;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class FailoverTests
{
    [Fact]
    public async Task Requests_are_spread_over_the_replicas()
    {
        await using var second = await Stub.StartAsync(name: "second");
        await using var door = await Door.OpenAsync(settings: new() { ["services:api:http:1"] = second.Address.ToString() });

        for (var i = 0; i < 40; i++)
            await door.Client.GetStringAsync("/api/v1/books");

        door.Api.Requests.Count.ShouldBeInRange(5, 35);
        second.Requests.Count.ShouldBe(40 - door.Api.Requests.Count);
    }

    [Fact]
    public async Task When_a_replica_dies_no_request_fails_not_even_a_write()
    {
        await using var second = await Stub.StartAsync(name: "second");
        await using var door = await Door.OpenAsync(settings: new() { ["services:api:http:1"] = second.Address.ToString() });
        for (var i = 0; i < 10; i++)
            await door.Client.GetStringAsync("/api/v1/books");

        await second.DisposeAsync();

        for (var i = 0; i < 20; i++)
        {
            (await door.GetAsync("/api/v1/books")).StatusCode.ShouldBe(HttpStatusCode.OK);
            using var body = new StringContent("{}");
            (await door.PostAsync("/api/v1/books", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_replica_that_says_it_is_not_ready_gets_no_more_requests_and_gets_them_again_later()
    {
        await using var second = await Stub.StartAsync(name: "second");
        await using var door = await Door.OpenAsync(settings: new() { ["services:api:http:1"] = second.Address.ToString() });

        second.Health = 503;
        await Task.Delay(1000);
        for (var i = 0; i < 20; i++)
            (await door.Client.GetStringAsync("/api/v1/books")).ShouldBe("api");

        second.Health = 200;
        await Task.Delay(1000);
        for (var i = 0; i < 40; i++)
            await door.Client.GetStringAsync("/api/v1/books");
        second.Requests.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_read_that_broke_off_is_asked_of_another_replica_and_a_write_is_not()
    {
        await using var breaking = await Stub.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var door = await Door.OpenAsync(settings: new() { ["services:api:http:1"] = breaking.Address.ToString() });

        for (var i = 0; i < 20; i++)
            (await door.Client.GetStringAsync("/api/v1/books")).ShouldBe("api");
        var writes = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            using var body = new StringContent("{}");
            writes.Add((await door.PostAsync("/api/v1/books", body)).StatusCode);
        }

        writes.ShouldContain(HttpStatusCode.BadGateway);
        var posts = door.Api.Requests.Concat(breaking.Requests).Count(r => r.Method == "POST");
        posts.ShouldBe(20);
    }

    [Fact]
    public async Task When_no_replica_is_ready_the_service_still_gets_to_explain_itself()
    {
        await using var door = await Door.OpenAsync(api: context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("the database is away");
        });

        door.Api.Health = 503;
        await Task.Delay(1000);

        (await (await door.GetAsync("/api/v1/books")).Content.ReadAsStringAsync()).ShouldBe("the database is away");
    }

    [Fact]
    public async Task A_service_that_starts_late_is_reached_without_a_restart()
    {
        var port = Nowhere.FreePort();
        await using var door = await Door.OpenAsync(settings: new() { ["services:api:http:0"] = $"http://127.0.0.1:{port}" });
        (await door.GetAsync("/api/v1/books")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await using var api = await Stub.StartAsync(name: "late", port: port);

        (await door.Client.GetStringAsync("/api/v1/books")).ShouldBe("late");
    }
}
