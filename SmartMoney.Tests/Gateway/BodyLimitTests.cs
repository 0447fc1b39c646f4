using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class BodyLimitTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("POST", "/api/v1/books", Megabyte, true)]
    [InlineData("POST", "/api/v1/books", Megabyte + 1, false)]
    [InlineData("POST", "/transactions", Megabyte + 1, false)]
    [InlineData("PATCH", "/api/v1/books/1/imports", Megabyte + 1, false)]
    [InlineData("POST", "/api/v1/books/1/imports/2/commit", Megabyte + 1, false)]
    [InlineData("POST", "/api/v1/books/1/imports", 50 * Megabyte, true)]
    [InlineData("POST", "/api/v1/books/1/imports?commit=true", 52 * Megabyte, true)]
    [InlineData("POST", "/api/v1/books/1/imports", (52 * Megabyte) + 1, false)]
    [InlineData("POST", "/import", 50 * Megabyte, true)]
    [InlineData("POST", "/import", (52 * Megabyte) + 1, false)]
    public async Task Only_uploads_may_be_large(string method, string path, int bytes, bool accepted)
    {
        long received = 0;
        await using var door = await Door.OpenAsync(Count, Count);

        using var body = new ByteArrayContent(new byte[bytes]);
        using var answer = await door.SendAsync(new HttpMethod(method), path, body);

        if (accepted)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            received.ShouldBe(bytes);
            return;
        }
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<ProblemDetails>())!.Type.ShouldBe("urn:smartmoney:too-large");
        (door.Api.Requests.Count + door.Web.Requests.Count).ShouldBe(0);

        async Task Count(HttpContext context)
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await context.Request.Body.ReadAsync(buffer)) > 0;)
                received += read;
        }
    }

    [Fact]
    public async Task A_body_that_hides_its_length_is_cut_at_the_limit_and_refused()
    {
        await using var door = await Door.OpenAsync(api: context => context.Request.Body.CopyToAsync(Stream.Null));

        // By hand, because a client library stops reading when its upload is cut.
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Client.BaseAddress!.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync("POST /api/v1/books HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string('x', 0x10000) + "\r\n");
        for (var sent = 0; sent < Megabyte + 0x10000; sent += 0x10000)
            await stream.WriteAsync(chunk);
        using var reader = new StreamReader(stream);

        (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 413 Payload Too Large");
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var door = await Door.OpenAsync();

        using var answer = await door.GetAsync("/", ("X-Long", new string('x', 20 * 1024)));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        door.Web.Requests.ShouldBeEmpty();
    }
}
