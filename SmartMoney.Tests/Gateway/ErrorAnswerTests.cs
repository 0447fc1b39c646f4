using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class ErrorAnswerTests
{
    private const string Browser = "text/html,application/xhtml+xml,*/*;q=0.8";

    [Theory]
    [InlineData(Browser)]
    [InlineData("application/json")]
    public async Task Programs_get_problem_details_from_the_API_s_addresses(string accept)
    {
        await using var door = await WithoutServicesAsync();

        using var answer = await door.GetAsync("/api/v1/books", ("Accept", accept));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>();
        problem!.Type.ShouldBe("urn:smartmoney:unavailable");
        problem.Status.ShouldBe(503);
        problem.Detail!.ShouldContain("starting");
        problem.Extensions.Keys.ShouldContain("traceId");
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9", "en", "The service is starting, or its database is away")]
    [InlineData("ja-JP,ja;q=0.9,en;q=0.8", "ja", "サービスが起動中か")]
    [InlineData("fr;q=0.9,ja;q=0.5,en;q=0.3", "ja", "サービスが起動中か")]
    [InlineData("fr", "en", "The service is starting")]
    public async Task People_get_a_page_in_their_language_that_says_what_to_do(string languages, string language, string words)
    {
        await using var door = await WithoutServicesAsync();

        using var answer = await door.GetAsync("/transactions", ("Accept", Browser), ("Accept-Language", languages));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain($"<html lang=\"{language}\">");
        page.ShouldContain(words);
        page.ShouldContain("<a href=\"\">");
    }

    [Fact]
    public async Task The_page_keeps_to_the_policy_and_needs_nothing_but_itself()
    {
        await using var door = await WithoutServicesAsync();

        using var answer = await door.GetAsync("/", ("Accept", Browser));

        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<link");
        page.ShouldNotContain("src=");
        page.ShouldNotContain(" style=");
        var style = page.Split("<style>")[1].Split("</style>")[0];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain($"style-src 'self' 'sha256-{hash}';");
    }

    [Fact]
    public async Task A_form_that_could_not_be_sent_is_not_offered_as_a_link()
    {
        await using var door = await WithoutServicesAsync();

        using var answer = await door.PostAsync("/transactions", content: null, ("Accept", Browser));

        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<a ");
    }

    [Fact]
    public async Task A_service_that_breaks_off_is_a_bad_gateway()
    {
        await using var door = await Door.OpenAsync(web: context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        using var answer = await door.GetAsync("/", ("Accept", Browser));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The answer broke off");
    }

    [Fact]
    public async Task A_silent_service_is_a_gateway_timeout()
    {
        await using var door = await Door.OpenAsync(
            api: context => Task.Delay(Timeout.Infinite, context.RequestAborted),
            settings: new() { ["Gateway:ActivityTimeout"] = "0:0:1" });

        using var answer = await door.GetAsync("/api/v1/books");

        answer.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await answer.Content.ReadFromJsonAsync<ProblemDetails>())!.Type.ShouldBe("urn:smartmoney:timed-out");
    }

    private static Task<Door> WithoutServicesAsync() => Door.OpenAsync(settings: new()
    {
        ["services:api:http:0"] = Nowhere.Address().ToString(),
        ["services:web:http:0"] = Nowhere.Address().ToString(),
    });
}
