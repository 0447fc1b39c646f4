using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Shouldly;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.ServiceDefaults;

public sealed class TrustedProxyTests
{
    private sealed record Caller(string Address, string Scheme, string Host);

    [Fact]
    public async Task A_proxy_on_this_machine_is_believed_by_default()
    {
        await using var service = await StartAsync();

        (await AskAsync(service, "203.0.113.7")).ShouldBe(new Caller("203.0.113.7", "https", "money.example.org"));
    }

    [Fact]
    public async Task A_stranger_who_claims_to_be_someone_else_is_not_believed()
    {
        await using var service = await StartAsync("10.5.0.0/16");

        var caller = await AskAsync(service, "203.0.113.7");

        caller.Address.ShouldBe("127.0.0.1");
        caller.Scheme.ShouldBe("http");
        caller.Host.ShouldStartWith("127.0.0.1");
    }

    [Fact]
    public async Task The_chain_is_followed_through_trusted_proxies_and_ends_at_the_first_other()
    {
        await using var service = await StartAsync("127.0.0.0/8", "10.5.0.0/16");

        var caller = await AskAsync(service, "1.1.1.1, 203.0.113.7, 10.5.0.9");

        caller.Address.ShouldBe("203.0.113.7");
    }

    [Theory]
    [InlineData("10.5.0.0/33")]
    [InlineData("caddy")]
    [InlineData("")]
    public async Task A_network_that_is_none_stops_the_start_and_is_named(string network)
    {
        await using var app = Service.Build(new() { ["ForwardedHeaders:Networks:0"] = network });

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync());

        failure.Message.ShouldContain($"ForwardedHeaders:Networks contains '{network}'");
    }

    private static Task<Service> StartAsync(params IEnumerable<string> networks) => Service.StartAsync(
        networks.Index().ToDictionary(n => $"ForwardedHeaders:Networks:{n.Index}", n => (string?)n.Item),
        map: app => app.MapGet("/who", (HttpContext context) =>
            new Caller(context.Connection.RemoteIpAddress!.ToString(), context.Request.Scheme, context.Request.Host.Value!)));

    private static async Task<Caller> AskAsync(Service service, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "money.example.org");
        using var answer = await service.Client.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<Caller>())!;
    }
}
