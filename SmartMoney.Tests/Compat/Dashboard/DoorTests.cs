using System.Net;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Dashboard;

public sealed class DoorTests : IAsyncLifetime
{
    private SampleDashboard _dashboard = null!;

    public async Task InitializeAsync() => _dashboard = await SampleDashboard.StartAsync(new Pretended("api"));

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Theory]
    [InlineData("/")]
    [InlineData("/resources/api")]
    [InlineData("/consolelogs")]
    [InlineData("/consolelogs/resource/api")]
    [InlineData("/nowhere")]
    public async Task Without_a_login_every_page_leads_to_the_door(string path)
    {
        using var stranger = _dashboard.Stranger();
        using var answer = await stranger.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/login");
    }

    [Fact]
    public async Task Without_a_login_streams_and_posts_are_refused()
    {
        using var stranger = _dashboard.Stranger();
        foreach (var path in (string[])["/events/resources", "/events/resources/api", "/events/logs/api"])
        {
            (await stranger.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        foreach (var path in (string[])["/resources/api/commands/stop", "/resources/api/reveal", "/theme"])
        {
            (await stranger.PostAsync(path, new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task The_address_with_the_token_logs_in_with_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        using var stranger = _dashboard.Stranger();
        using var answer = await stranger.GetAsync($"/login?t={SampleDashboard.Token}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain(SampleDashboard.Token);
        (await stranger.GetStringAsync("/")).ShouldContain("api");
    }

    [Fact]
    public async Task The_form_takes_the_token_too_and_refuses_another()
    {
        using var stranger = _dashboard.Stranger();
        using var wrong = await stranger.PostAsync("/login", Form(("token", "another")));
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("not the token of this run");
        wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();
        using var right = await stranger.PostAsync("/login", Form(("token", SampleDashboard.Token)));
        right.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await stranger.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.1.10:18888")]
    public async Task Another_name_that_leads_here_is_not_answered(string host)
    {
        using var browser = await _dashboard.BrowserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };
        (await browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData("Origin", "http://localhost:8080")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_post_from_another_site_is_refused_in_spite_of_the_cookie(string header, string value)
    {
        using var browser = await _dashboard.BrowserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/resources/api/commands/stop") { Content = Form() };
        request.Headers.Add(header, value);
        (await browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Pages_allow_no_script_or_style_but_their_own()
    {
        using var browser = await _dashboard.BrowserAsync();
        using var answer = await browser.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldNotContain("style=");
        page.ShouldNotContain("<style");
        foreach (var asset in System.Text.RegularExpressions.Regex.Matches(page, "/assets/[^\"]+").Select(m => m.Value))
        {
            (await browser.GetAsync(asset)).StatusCode.ShouldBe(HttpStatusCode.OK, asset);
        }
    }

    [Theory]
    [InlineData("/consolelogs", "/consolelogs")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("http://evil.example", "/")]
    public async Task The_theme_is_kept_and_leads_back_only_to_the_dashboard(string back, string expected)
    {
        using var browser = await _dashboard.BrowserAsync();
        using var answer = await browser.PostAsync("/theme", Form(("theme", "dark"), ("back", back)));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe(expected);
        (await browser.GetStringAsync("/")).ShouldContain("data-theme=\"dark\"");
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields)
        => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
