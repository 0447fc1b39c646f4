using System.Net;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class ReadinessTests
{
    [Fact]
    public async Task The_gateway_is_ready_when_API_and_web_are()
    {
        await using var door = await Door.OpenAsync();

        using var answer = await door.GetAsync("/health");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"status":"Healthy"}""");
    }

    [Theory]
    [InlineData("api")]
    [InlineData("web")]
    public async Task It_is_not_ready_without_either_and_is_again_when_it_returns(string service)
    {
        await using var door = await Door.OpenAsync();
        var stub = service == "api" ? door.Api : door.Web;

        stub.Health = 503;
        (await SettledAsync(door, HttpStatusCode.ServiceUnavailable)).ShouldBeTrue();
        (await door.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);

        stub.Health = 200;
        (await SettledAsync(door, HttpStatusCode.OK)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_that_is_gone_makes_it_unready()
    {
        await using var door = await Door.OpenAsync(settings: new() { ["services:api:http:0"] = Nowhere.Address().ToString() });

        using var answer = await door.GetAsync("/health");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task One_ready_replica_is_enough()
    {
        await using var door = await Door.OpenAsync(settings: new() { ["services:api:http:1"] = Nowhere.Address().ToString() });

        using var answer = await door.GetAsync("/health");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_missing_reference_stops_the_start_and_is_named()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Door.OpenAsync(settings: new() { ["services:web:http:0"] = "" }));

        failure.Message.ShouldContain("services__web__http__0");
    }

    // An answer may be a second old.
    private static async Task<bool> SettledAsync(Door door, HttpStatusCode status)
    {
        for (var i = 0; i < 30; i++)
        {
            using var answer = await door.GetAsync("/health");
            if (answer.StatusCode == status)
                return true;
            await Task.Delay(100);
        }
        return false;
    }
}
