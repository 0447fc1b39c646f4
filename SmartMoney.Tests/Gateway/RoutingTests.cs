using System.Net;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("/api/v1/books", "api")]
    [InlineData("/api/openapi/v1.json", "api")]
    [InlineData("/api/health", "api")]
    [InlineData("/api", "api")]
    [InlineData("/", "web")]
    [InlineData("/transactions?q=x", "web")]
    [InlineData("/apiary", "web")]
    public async Task The_API_gets_its_prefix_and_the_web_front_everything_else(string path, string service)
    {
        await using var door = await Door.OpenAsync();

        (await door.Client.GetStringAsync(path)).ShouldBe(service);
    }

    [Fact]
    public async Task Paths_queries_verbs_bodies_and_cookies_pass_as_they_are()
    {
        await using var door = await Door.OpenAsync(api: async context =>
        {
            context.Response.Headers.SetCookie = "session=1; HttpOnly";
            await context.Request.Body.CopyToAsync(context.Response.Body);
        });

        using var body = new StringContent("{}");
        using var answer = await door.SendAsync(HttpMethod.Patch, "/api/v1/books/%E5%AE%B6?q=a%2Bb", body, ("Cookie", "session=0"), ("If-Match", "\"3\""));

        (await answer.Content.ReadAsStringAsync()).ShouldBe("{}");
        answer.Headers.GetValues("Set-Cookie").ShouldBe(["session=1; HttpOnly"]);
        var seen = door.Api.Requests.ShouldHaveSingleItem();
        (seen.Method, seen.Path, seen.Query).ShouldBe(("PATCH", "/api/v1/books/家", "?q=a%2Bb"));
        seen.Headers["Cookie"].ShouldBe("session=0");
        seen.Headers["If-Match"].ShouldBe("\"3\"");
    }

    [Fact]
    public async Task An_upload_reaches_the_API_while_it_is_still_being_sent()
    {
        var arrived = new TaskCompletionSource();
        await using var door = await Door.OpenAsync(api: async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[1]);
            arrived.SetResult();
            await context.Request.Body.CopyToAsync(Stream.Null);
        });

        using var pipe = new PausedUpload(arrived.Task);
        using var answer = await door.PostAsync("/api/v1/books/1/imports", pipe).WaitAsync(TimeSpan.FromSeconds(10));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_error_of_a_service_passes_untouched()
    {
        await using var door = await Door.OpenAsync(api: context =>
        {
            context.Response.StatusCode = 503;
            context.Response.ContentType = "application/problem+json";
            return context.Response.WriteAsync("""{"type":"urn:smartmoney:database-away"}""");
        });

        using var answer = await door.GetAsync("/api/v1/books");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("database-away");
    }

    private sealed class PausedUpload(Task firstArrived) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            // More than the few kilobytes that a client gathers into one packet.
            await stream.WriteAsync(new byte[64 * 1024]);
            await stream.FlushAsync();
            await firstArrived;
            await stream.WriteAsync(new byte[64 * 1024]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
