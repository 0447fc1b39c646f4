using System.Net;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class HeaderTests
{
    public static TheoryData<string, string, string, HttpStatusCode> RouteClasses => new()
    {
        { "page", "GET", "/", HttpStatusCode.OK },
        { "web error", "GET", "/missing", HttpStatusCode.NotFound },
        { "redirect", "GET", "/moved", HttpStatusCode.Found },
        { "API", "GET", "/api/v1/books", HttpStatusCode.OK },
        { "API error", "GET", "/api/v1/missing", HttpStatusCode.NotFound },
        { "own probe", "GET", "/health", HttpStatusCode.OK },
        { "own liveness", "GET", "/alive", HttpStatusCode.OK },
        { "too large", "POST", "/api/v1/books", HttpStatusCode.RequestEntityTooLarge },
        { "broken off", "GET", "/api/v1/break", HttpStatusCode.BadGateway },
    };

    [Theory]
    [MemberData(nameof(RouteClasses))]
    public async Task Every_answer_carries_the_policy(string what, string method, string path, HttpStatusCode status)
    {
        await using var door = await Door.OpenAsync(Answer, Answer);

        using var body = method == "POST" ? new ByteArrayContent(new byte[2 * 1024 * 1024]) : null;
        using var answer = await door.SendAsync(new HttpMethod(method), path, body);

        answer.StatusCode.ShouldBe(status, what);
        ShouldCarryThePolicy(answer);
    }

    [Theory]
    [InlineData("/api/v1/books")]
    [InlineData("/")]
    public async Task So_does_the_answer_when_nobody_is_there(string path)
    {
        var nowhere = Nowhere.Address().ToString();
        await using var door = await Door.OpenAsync(settings: new() { ["services:api:http:0"] = nowhere, ["services:web:http:0"] = nowhere });

        using var answer = await door.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ShouldCarryThePolicy(answer);
    }

    [Theory]
    [InlineData("https://money.example.org", true)]
    [InlineData("http://nas.local:8080", false)]
    [InlineData(null, false)]
    public async Task Browsers_are_told_to_insist_on_https_only_where_the_public_address_is(string? publicUrl, bool expected)
    {
        await using var door = await Door.OpenAsync(settings: new() { ["SmartMoney:PublicUrl"] = publicUrl });

        using var answer = await door.GetAsync("/");

        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(expected);
    }

    private static void ShouldCarryThePolicy(HttpResponseMessage answer)
    {
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("base-uri 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Permissions-Policy").ShouldHaveSingleItem().ShouldContain("camera=()");
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    private static Task Answer(HttpContext context)
    {
        // What a careless service behind might send.
        context.Response.Headers.Server = "Kestrel";
        context.Response.Headers.XPoweredBy = "ASP.NET";
        context.Response.Headers.ContentSecurityPolicy = "default-src * 'unsafe-inline'";
        switch (context.Request.Path.Value)
        {
            case "/missing" or "/api/v1/missing":
                context.Response.StatusCode = 404;
                break;
            case "/moved":
                context.Response.Redirect("/");
                break;
            case "/api/v1/break":
                context.Abort();
                break;
        }
        return Task.CompletedTask;
    }
}
