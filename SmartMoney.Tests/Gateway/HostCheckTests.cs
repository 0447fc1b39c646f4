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
    [InlineData("xn--a")]
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

    // Browsers send the ASCII form (RFC 5890 A-labels) whatever the person typed, and the operator may write either.
    [Theory]
    [InlineData("https://gäld.example", "xn--gld-qla.example", true)]
    [InlineData("https://GÄLD.example", "XN--GLD-QLA.example:443", true)]
    [InlineData("https://xn--gld-qla.example", "xn--gld-qla.example", true)]
    [InlineData("https://gäld.example:8443", "xn--gld-qla.example:8443", true)]
    [InlineData("https://gäld.example:8443", "xn--gld-qla.example", false)]
    [InlineData("https://gäld.example", "gald.example", false)]
    [InlineData("https://gäld.example", "xn--a", false)]
    [InlineData("http://[2001:db8::1]:8080", "[2001:db8::1]:8080", true)]
    [InlineData("http://[2001:db8::1]:8080", "[2001:db8::2]:8080", false)]
    public async Task A_name_with_letters_beyond_ASCII_is_known_by_the_form_that_browsers_send(string url, string host, bool own)
    {
        await using var door = await Door.OpenAsync(settings: new() { ["SmartMoney:PublicUrl"] = url });
        (await AskAsync(door, host)).StatusCode.ShouldBe(own ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public async Task So_it_is_behind_a_proxy_that_speaks_to_us_by_another_name()
    {
        await using var door = await Door.OpenAsync(settings: new() { ["SmartMoney:PublicUrl"] = "https://gäld.example" });

        using var answer = await door.GetAsync("/api/v1/setup", ("Host", "gateway:8080"), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "xn--gld-qla.example"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        door.Api.Requests.ShouldHaveSingleItem().Headers["X-Forwarded-Host"].ShouldBe("xn--gld-qla.example");
    }

    private static Task<HttpResponseMessage> AskAsync(Door door, string host) => door.SendAsync(HttpMethod.Get, "/api/v1/setup", content: null, ("Host", host));
}
