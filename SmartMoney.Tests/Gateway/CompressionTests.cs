using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class CompressionTests
{
    [Theory]
    [InlineData("br", "text/html; charset=utf-8", "br")]
    [InlineData("gzip", "application/json", "gzip")]
    [InlineData("gzip, br", "text/css", "br")]
    [InlineData("br", "application/problem+json", "br")]
    [InlineData("br", "text/csv", "br")]
    [InlineData("br", "image/png", null)]
    [InlineData("identity", "text/html", null)]
    public async Task Text_is_compressed_for_whoever_can_read_it(string accepted, string type, string? expected)
    {
        await using var door = await Door.OpenAsync(web: Text(type));

        using var answer = await door.GetAsync("/", ("Accept-Encoding", accepted));

        answer.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(expected);
    }

    [Theory]
    [InlineData("https", "same-origin", true)]
    [InlineData("https", "none", true)]
    [InlineData("https", "cross-site", false)]
    [InlineData("https", "same-site", false)]
    [InlineData("https", null, false)]
    [InlineData("http", null, true)]
    public async Task A_signed_in_page_that_another_site_asked_for_is_not(string scheme, string? site, bool compressed)
    {
        await using var door = await Door.OpenAsync(web: Text("text/html"));

        using var answer = await door.GetAsync(
            "/", ("Accept-Encoding", "br"), ("Cookie", "session=1"), ("X-Forwarded-Proto", scheme), ("Sec-Fetch-Site", site ?? ""));

        answer.Content.Headers.ContentEncoding.Contains("br").ShouldBe(compressed);
        // Nor may the service behind compress it in our place.
        door.Web.Requests.ShouldHaveSingleItem().Headers.ContainsKey("Accept-Encoding").ShouldBe(compressed);
    }

    private static RequestDelegate Text(string type) => context =>
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(new string('x', 4000));
    };
}
