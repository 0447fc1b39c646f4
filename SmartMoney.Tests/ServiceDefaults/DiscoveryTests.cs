using Shouldly;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.ServiceDefaults;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task Requests_take_turns_over_the_addresses_of_a_name()
    {
        await using var one = await Stub.StartAsync(name: "one");
        await using var two = await Stub.StartAsync(name: "two");
        await using var three = await Stub.StartAsync(name: "three");
        await using var service = await Service.StartAsync(Service.Reference(one.Address, two.Address, three.Address));

        for (var i = 0; i < 9; i++)
            await service.Outgoing().GetStringAsync("/x");

        new[] { one, two, three }.ShouldAllBe(s => s.Requests.Count == 3);
    }

    [Fact]
    public async Task Path_and_query_arrive_as_they_were()
    {
        await using var api = await Stub.StartAsync();
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        await service.Outgoing().GetStringAsync("/api/v1/books/%E5%AE%B6?q=a%2Bb&limit=1");

        var seen = api.Requests.ShouldHaveSingleItem();
        seen.Path.ShouldBe("/api/v1/books/家");
        seen.Query.ShouldBe("?q=a%2Bb&limit=1");
    }

    [Theory]
    [InlineData("http://api")]
    [InlineData("https+http://api")]
    public async Task A_name_is_found_over_the_schemes_it_is_asked_with(string address)
    {
        await using var api = await Stub.StartAsync(name: "api");
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        (await service.Outgoing(address).GetStringAsync("/x")).ShouldBe("api");
    }

    [Fact]
    public async Task An_unknown_name_is_an_error_that_says_what_to_set()
    {
        await using var service = await Service.StartAsync();

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => service.Outgoing("http://ledger").GetAsync("/x"));

        failure.Message.ShouldContain("'ledger'");
        failure.Message.ShouldContain("services__ledger__http__0");
    }

    [Fact]
    public async Task A_configured_value_that_is_no_address_is_an_error_that_names_it()
    {
        await using var service = await Service.StartAsync(new() { ["services:api:http:0"] = "api:8080" });

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => service.Outgoing().GetAsync("/x"));

        failure.Message.ShouldContain("api:8080");
    }

    [Fact]
    public async Task Hosts_that_are_addresses_are_left_alone()
    {
        await using var api = await Stub.StartAsync(name: "direct");
        await using var service = await Service.StartAsync();

        (await service.Outgoing(api.Address.ToString()).GetStringAsync("/x")).ShouldBe("direct");
        (await service.Outgoing($"http://localhost:{api.Address.Port}").GetStringAsync("/x")).ShouldBe("direct");
    }

    [Fact]
    public async Task A_replica_that_is_gone_costs_one_retry_and_is_then_passed_over_for_writes_too()
    {
        await using var alive = await Stub.StartAsync(name: "alive");
        await using var service = await Service.StartAsync(Service.Reference(Nowhere.Address(), alive.Address));

        for (var i = 0; i < 4; i++)
            (await service.Outgoing().GetStringAsync("/x")).ShouldBe("alive");
        for (var i = 0; i < 4; i++)
        {
            using var answer = await service.Outgoing().PostAsync("/x", content: null);
            answer.IsSuccessStatusCode.ShouldBeTrue();
        }
    }
}
