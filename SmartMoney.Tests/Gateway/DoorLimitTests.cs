using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;
using Shouldly;
using SmartMoney.Tests.Gateway.Drivers;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class DoorLimitTests
{
    private static readonly Dictionary<string, string?> ThreeThenOneAMinute = new() { ["Gateway:SignInAttempts"] = "3", ["Gateway:AccessAttempts"] = "3", ["Gateway:Uploads"] = "3", ["Gateway:UploadRefill"] = "0:1:0", ["Gateway:SignInRefill"] = "0:1:0" };

    [Theory]
    [InlineData("/api/v1/auth/login")]
    [InlineData("/api/v1/setup")]
    [InlineData("/login")]
    [InlineData("/setup")]
    [InlineData("/api/v1/auth/second-factor")]
    [InlineData("/login/code")]
    [InlineData("/api/v1/auth/passkey/options")]
    [InlineData("/api/v1/auth/reset")]
    [InlineData("/reset")]
    [InlineData("/api/v1/invitations/accept")]
    [InlineData("/invitation")]
    [InlineData("/api/v1/tokens")]
    [InlineData("/settings/tokens")]
    [InlineData("/api/v1/books/0198c1de-0000-7000-8000-000000000000/invitations")]
    [InlineData("/settings/members")]
    [InlineData("/api/v1/books/0198c1de-0000-7000-8000-000000000000/imports")]
    [InlineData("/import")]
    public async Task After_a_few_attempts_a_client_is_told_to_wait_and_how_long(string path)
    {
        await using var door = await Door.OpenAsync(settings: ThreeThenOneAMinute);
        await UseUpAsync(door, path);

        using var answer = await door.PostAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>();
        problem!.Type.ShouldBe("urn:smartmoney:too-many-requests");
        (door.Api.Requests.Count + door.Web.Requests.Count).ShouldBe(3);
    }

    [Theory]
    [InlineData("GET", "/reset?token=a")]
    [InlineData("HEAD", "/reset?token=a")]
    [InlineData("GET", "/Reset/?%54oken=a")]
    [InlineData("GET", "/%72eset?lang=de&token=a")]
    [InlineData("GET", "/invitation?token=a")]
    [InlineData("HEAD", "/invitation/?TOKEN=a")]
    [InlineData("PATCH", "/api/v1/books/0198c1de-0000-7000-8000-000000000000/members/0198c1de-0000-7000-8000-000000000001")]
    [InlineData("DELETE", "/api/v1/books/0198c1de-0000-7000-8000-000000000000/members/0198c1de-0000-7000-8000-000000000001")]
    [InlineData("DELETE", "/api/v1/books/0198c1de-0000-7000-8000-000000000000/invitations/0198c1de-0000-7000-8000-000000000001")]
    [InlineData("DELETE", "/api/v1/tokens/0198c1de-0000-7000-8000-000000000001")]
    [InlineData("DELETE", "/API/v1/Tokens/0198c1de-0000-7000-8000-000000000001/")]
    public async Task So_it_is_with_looking_at_a_link_and_with_what_changes_or_takes_away_access(string method, string path)
    {
        await using var door = await Door.OpenAsync(settings: ThreeThenOneAMinute);
        await UseUpAsync(door, new HttpMethod(method), path);

        using var answer = await door.SendAsync(new HttpMethod(method), path);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (door.Api.Requests.Count + door.Web.Requests.Count).ShouldBe(3);
    }

    [Theory]
    [InlineData("/reset", "/invitation")]
    [InlineData("/invitation", "/reset")]
    public async Task Looking_at_a_link_and_using_it_are_one_door_and_the_page_without_a_token_is_none(string page, string other)
    {
        await using var door = await Door.OpenAsync(settings: ThreeThenOneAMinute);
        await UseUpAsync(door, page);

        (await door.GetAsync($"{page}?token=a")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await door.GetAsync($"{other}?token=a")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync("/books?token=a")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_in_the_body_of_a_GET_is_counted_too_since_the_page_reads_it_there()
    {
        await using var door = await Door.OpenAsync(settings: ThreeThenOneAMinute);
        await UseUpAsync(door, "/reset");

        using var body = new FormUrlEncodedContent([new("token", "a")]);
        using var answer = await door.SendAsync(HttpMethod.Get, "/reset", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Reading_members_invitations_and_tokens_is_not_limited()
    {
        await using var door = await Door.OpenAsync(settings: ThreeThenOneAMinute);
        await UseUpAsync(door, "/api/v1/tokens");

        (await door.GetAsync("/api/v1/tokens")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync("/api/v1/books/0198c1de-0000-7000-8000-000000000000/members")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync("/api/v1/books/0198c1de-0000-7000-8000-000000000000/invitations?token=a")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync("/settings/members")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_who_is_invited_and_mistypes_a_password_is_not_held_up_as_shipped()
    {
        await using var door = await Door.OpenAsync();
        const string link = "/invitation?token=a";

        // Looks, joins with a password that is too short, reloads, goes to sign in instead, mistypes there, comes back, and joins.
        (HttpMethod Method, string Path)[] steps =
        [
            (HttpMethod.Head, link), (HttpMethod.Get, link), (HttpMethod.Post, link), (HttpMethod.Post, link), (HttpMethod.Get, link),
            (HttpMethod.Post, "/login"), (HttpMethod.Post, "/login"), (HttpMethod.Get, link), (HttpMethod.Post, link),
        ];
        foreach (var (method, path) in steps)
            (await door.SendAsync(method, path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Thirty_bad_sign_ins_do_not_get_through_as_shipped()
    {
        await using var door = await Door.OpenAsync(api: context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
            answers.Add((await door.PostAsync("/api/v1/auth/login")).StatusCode);

        answers.Count(a => a == HttpStatusCode.Unauthorized).ShouldBeInRange(10, 15);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("/LOGIN")]
    [InlineData("/login/")]
    [InlineData("/%6Cogin")]
    [InlineData("/login?returnUrl=%2F")]
    [InlineData("/api/v1/auth/login")]
    public async Task Another_spelling_of_the_door_or_the_other_door_to_the_same_room_does_not_help(string path)
    {
        await using var door = await Door.OpenAsync(settings: ThreeThenOneAMinute);
        await UseUpAsync(door, "/login");

        using var answer = await door.PostAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Nothing_else_is_limited()
    {
        await using var door = await Door.OpenAsync(settings: ThreeThenOneAMinute);
        await UseUpAsync(door, "/login");

        (await door.GetAsync("/login")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.PostAsync("/setup")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.PostAsync("/api/v1/auth/logout")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await door.GetAsync("/api/v1/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:2:ffff::8", true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:3::7", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    public async Task A_client_is_an_IPv4_address_or_an_IPv6_network(string first, string second, bool same)
    {
        await using var door = await Door.OpenAsync(settings: ThreeThenOneAMinute);
        await UseUpAsync(door, "/login", ("X-Forwarded-For", first));

        using var answer = await door.PostAsync("/login", content: null, ("X-Forwarded-For", second));

        (answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(same);
    }

    [Fact]
    public async Task A_stranger_cannot_choose_another_address_for_each_attempt()
    {
        await using var door = await Door.OpenAsync(settings: new(ThreeThenOneAMinute) { ["ForwardedHeaders:Networks:0"] = "10.5.0.0/16" });
        for (var i = 0; i < 3; i++)
            await door.PostAsync("/login", content: null, ("X-Forwarded-For", $"203.0.113.{i}"));

        using var answer = await door.PostAsync("/login", content: null, ("X-Forwarded-For", "203.0.113.99"));

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static Task UseUpAsync(Door door, string path, params (string, string)[] headers) => UseUpAsync(door, HttpMethod.Post, path, headers);

    private static async Task UseUpAsync(Door door, HttpMethod method, string path, params (string, string)[] headers)
    {
        for (var i = 0; i < 3; i++)
            (await door.SendAsync(method, path, content: null, headers)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
