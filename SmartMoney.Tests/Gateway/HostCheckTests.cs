using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class HostCheckTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:8080")]
    [InlineData("money.localhost")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("192.168.1.5")]
    [InlineData("[::1]:8080")]
    [InlineData("nas")]
    [InlineData("nas.local")]
    public async Task Without_a_public_url_it_answers_to_names_that_nobody_else_can_give_it(string host)
    {
        await using var door = await Door.OpenAsync();
        (await AskAsync(door, host)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("evil.example:8080")]
    public async Task A_foreign_name_is_refused_before_anybody_else_hears_of_it(string host)
    {
        await using var door = await Door.OpenAsync();
        var answer = await AskAsync(door, host);
        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        (await answer.Content.ReadFromJsonAsync<ProblemDetails>())!.Type.ShouldBe("urn:smartmoney:wrong-host");
        answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        (door.Api.Requests.Count + door.Web.Requests.Count).ShouldBe(0);
    }

    [Theory]
    [InlineData("money.example.org", true)]
    [InlineData("MONEY.example.org:443", true)]
    [InlineData("money.example.org:8443", false)]
    [InlineData("localhost", false)]
    [InlineData("www.money.example.org", false)]
    public async Task With_a_public_url_its_host_is_the_only_name(string host, bool own)
    {
        await using var door = await Door.OpenAsync(settings: new() { ["SmartMoney:PublicUrl"] = "https://money.example.org" });
        (await AskAsync(door, host)).StatusCode.ShouldBe(own ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest);
        using var probe = await door.SendAsync(HttpMethod.Get, "/alive", content: null, ("Host", "10.0.0.7"));
        probe.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> AskAsync(Door door, string host) => door.SendAsync(HttpMethod.Get, "/api/v1/setup", content: null, ("Host", host));
}
