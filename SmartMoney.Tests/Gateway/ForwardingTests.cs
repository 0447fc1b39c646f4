using System.Net;
using System.Net.Sockets;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class ForwardingTests
{
    private static readonly (string, string)[] Claims =
    [
        ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "money.example.org"),
        ("X-Forwarded-Prefix", "/evil"), ("X-Original-For", "8.8.8.8"), ("Forwarded", "for=8.8.8.8"),
    ];

    [Fact]
    public async Task A_strangers_claims_are_replaced_by_what_is_true()
    {
        await using var door = await Door.OpenAsync(settings: new() { ["ForwardedHeaders:Networks:0"] = "10.5.0.0/16" });

        using var answer = await door.GetAsync("/", Claims);

        var headers = door.Web.Requests.ShouldHaveSingleItem().Headers;
        headers["X-Forwarded-For"].ShouldBe("127.0.0.1");
        headers["X-Forwarded-Proto"].ShouldBe("http");
        headers["X-Forwarded-Host"].ShouldBe(door.Client.BaseAddress!.Authority);
        headers.Keys.ShouldNotContain("X-Forwarded-Prefix");
        headers.Keys.ShouldNotContain("X-Original-For");
        headers.Keys.ShouldNotContain("Forwarded");
    }

    [Fact]
    public async Task A_trusted_proxys_client_scheme_and_host_reach_the_services()
    {
        await using var door = await Door.OpenAsync(settings: new() { ["ForwardedHeaders:Networks:0"] = "127.0.0.0/8", ["SmartMoney:PublicUrl"] = "https://money.example.org" });

        using var answer = await door.GetAsync("/api/v1/books", Claims);

        var headers = door.Api.Requests.ShouldHaveSingleItem().Headers;
        headers["X-Forwarded-For"].ShouldBe("203.0.113.7");
        headers["X-Forwarded-Proto"].ShouldBe("https");
        headers["X-Forwarded-Host"].ShouldBe("money.example.org");
        headers.Keys.ShouldNotContain("X-Original-For");
    }

    [Fact]
    public async Task What_a_client_wrote_before_the_trusted_proxy_is_dropped()
    {
        await using var door = await Door.OpenAsync();

        using var answer = await door.GetAsync("/", ("X-Forwarded-For", "127.0.0.99, 203.0.113.7"));

        door.Web.Requests.ShouldHaveSingleItem().Headers["X-Forwarded-For"].ShouldBe("203.0.113.7");
    }

    [Fact]
    public async Task A_request_without_a_host_is_served()
    {
        await using var door = await Door.OpenAsync();

        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Client.BaseAddress!.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);

        (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task One_trace_goes_on_behind_the_gateway()
    {
        await using var collector = await Collector.StartAsync();
        await using var door = await Door.OpenAsync(settings: new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString() });
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        using var answer = await door.GetAsync("/api/v1/books", ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));

        var parent = door.Api.Requests.ShouldHaveSingleItem().Headers["traceparent"];
        parent.ShouldStartWith($"00-{trace}-");
        parent.ShouldNotContain("00f067aa0ba902b7");
        parent.ShouldEndWith("-01");
    }
}
