using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Auth;

[Trait("needs", "postgres")]
public abstract class SessionTests(Installation api)
{
    [RequiresFact]
    public async Task Signing_in_opens_what_was_closed()
    {
        var stranger = api.Host.Browser();
        (await stranger.GetAsync("auth/me")).ShouldBeProblem(401, "unauthenticated").Headers["WWW-Authenticate"].ShouldBe("Bearer");

        var ann = await api.Host.SignInAsync(Installation.Email);
        var me = (await ann.GetAsync("auth/me")).ShouldBe(200);
        ((string?)me["email"]).ShouldBe(Installation.Email);
        ((string?)me["books"]![0]!["name"]).ShouldBe("First");
        ((string?)me["books"]![0]!["role"]).ShouldBe("owner");
    }

    [RequiresFact]
    public async Task An_e_mail_address_is_the_same_in_any_case()
    {
        var ann = await api.Host.SignInAsync(" ANN@Example.org ");
        (await ann.GetAsync("auth/me")).ShouldBe(200);
    }

    [RequiresFact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var wrong = await api.Host.Browser().PostAsync("auth/login", new { email = Installation.Email, password = "not this one" });
        var unknown = await api.Host.Browser().PostAsync("auth/login", new { email = "eve@example.org", password = "not this one" });
        var nonsense = await api.Host.Browser().PostAsync("auth/login", new { email = "eve\0", password = "not this one" });
        foreach (var answer in new[] { wrong, unknown, nonsense })
        {
            answer.ShouldBeProblem(401, "credentials");
            answer.Headers.ShouldNotContainKey("Set-Cookie");
            ((string?)answer["detail"]).ShouldBe((string?)wrong["detail"]);
        }
    }

    [RequiresFact]
    public async Task Login_says_which_field_is_missing() =>
        (await api.Host.Browser().PostAsync("auth/login", new { })).ShouldRefuse("email", "password");

    [RequiresFact]
    public async Task Signing_out_ends_the_session_on_every_replica()
    {
        await using var other = api.Replica();
        var here = await api.Host.SignInAsync(Installation.Email);
        var cookie = here.Cookie("smartmoney");
        var there = other.Browser();
        there.Headers["Cookie"] = cookie;
        (await there.GetAsync("auth/me")).ShouldBe(200);

        (await here.PostAsync("auth/logout")).ShouldBe(204).Headers["Set-Cookie"].ShouldContain("expires=Thu, 01 Jan 1970");

        var ended = (await there.GetAsync("auth/me")).ShouldBeProblem(401, "unauthenticated");
        ended.Headers["Set-Cookie"].ShouldContain("expires=Thu, 01 Jan 1970");
        (await here.GetAsync("auth/me")).ShouldBe(401);
    }

    [RequiresFact]
    public async Task A_browser_that_signs_in_again_leaves_no_session_behind()
    {
        var ann = await api.Host.SignInAsync(Installation.Email);
        var former = ann.Cookie("smartmoney");
        (await ann.PostAsync("auth/login", new { email = Installation.Email, password = ApiHost.Password })).ShouldBe(204);

        var old = api.Host.Browser();
        old.Headers["Cookie"] = former;
        (await old.GetAsync("auth/me")).ShouldBe(401);
        (await ann.GetAsync("auth/me")).ShouldBe(200);
    }

    [RequiresTheory]
    [InlineData("smartmoney=nonsense")]
    [InlineData("smartmoney=Q2ZESjhOb25zZW5zZQ")]
    [InlineData("smartmoney=%00")]
    public async Task A_forged_cookie_is_refused(string cookie)
    {
        var eve = api.Host.Browser();
        eve.Headers["Cookie"] = cookie;
        (await eve.GetAsync("auth/me")).ShouldBe(401);
        (await eve.GetAsync("setup")).ShouldBe(200);
    }

    [RequiresFact]
    public async Task Use_renews_a_session_and_thirty_idle_days_end_it()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var host = api.Replica(new() { Clock = clock });
        var ann = await host.SignInAsync(Installation.Email);

        (await ann.GetAsync("auth/me")).Headers.ShouldNotContainKey("Set-Cookie");
        clock.Now += TimeSpan.FromDays(29);
        (await ann.GetAsync("auth/me")).ShouldBe(200).Headers["Set-Cookie"].ShouldContain("max-age=2592000");
        clock.Now += TimeSpan.FromDays(29);
        (await ann.GetAsync("auth/me")).ShouldBe(200);
        clock.Now += TimeSpan.FromDays(31);
        (await ann.GetAsync("auth/me")).ShouldBe(401);
    }

    [RequiresFact]
    public async Task Over_plain_http_the_cookie_is_HttpOnly_and_Lax()
    {
        var login = await api.Host.Browser().PostAsync("auth/login", new { email = Installation.Email, password = ApiHost.Password });
        var cookie = login.Headers["Set-Cookie"];
        cookie.ShouldStartWith("smartmoney=");
        cookie.ShouldContain("; path=/; samesite=lax; httponly");
        cookie.ShouldNotContain("secure");
    }

    [RequiresFact]
    public async Task Over_https_the_cookie_is_tied_to_the_host()
    {
        await using var host = api.Replica(new()
        {
            Address = new("https://money.example.org/"),
            Settings = new Dictionary<string, string> { ["SmartMoney:PublicUrl"] = "https://money.example.org" },
        });
        var browser = host.Browser();
        var login = await browser.PostAsync("auth/login", new { email = Installation.Email, password = ApiHost.Password });
        login.Headers["Set-Cookie"].ShouldStartWith("__Host-smartmoney=");
        login.Headers["Set-Cookie"].ShouldContain("; path=/; secure; samesite=lax; httponly");
        (await browser.GetAsync("auth/me")).ShouldBe(200);
    }

    [RequiresFact]
    public async Task Replicas_that_start_together_over_an_empty_database_share_their_keys()
    {
        var name = await api.Database.Server.CloneAsync("keys", CancellationToken.None);
        var connection = api.Database.Server.AppRoleTo(name);
        await using var one = new ApiHost(connection);
        await using var two = new ApiHost(connection);
        var browsers = await Task.WhenAll(Task.Run(one.Browser), Task.Run(two.Browser));
        (await browsers[0].PostAsync("setup", new { email = "a@b", password = ApiHost.Password, bookName = "Home", baseCurrency = "EUR" })).ShouldBe(201);

        foreach (var (from, to) in new[] { (one, two), (two, one) })
        {
            var signedIn = await from.SignInAsync("a@b");
            var elsewhere = to.Browser();
            elsewhere.Headers["Cookie"] = signedIn.Cookie("smartmoney");
            (await elsewhere.GetAsync("auth/me")).ShouldBe(200);
        }
    }

    [RequiresFact]
    public async Task A_session_outlives_the_rotation_of_the_keys()
    {
        var ann = await api.Host.SignInAsync(Installation.Email);
        var now = TimeProvider.System.GetUtcNow();
        await using (var first = api.Replica())
            first.Services.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        await using var second = api.Replica();
        second.Services.GetRequiredService<IKeyManager>().GetAllKeys().Count.ShouldBeGreaterThan(1);
        var old = second.Silent();
        old.Headers["Cookie"] = ann.Cookie("smartmoney");
        (await old.GetAsync("auth/me")).ShouldBe(200);
        var fresh = await second.SignInAsync(Installation.Email);
        (await fresh.GetAsync("auth/me")).ShouldBe(200);
    }

    [RequiresFact]
    public async Task The_database_holds_nothing_that_a_cookie_could_be_made_of()
    {
        var ann = await api.Host.SignInAsync(Installation.Email);
        var cookie = ann.Cookie("smartmoney").Split('=')[1];
        await using var read = api.Database.Superuser.CreateCommand("SELECT string_agg(s::text, ' ') FROM sessions s");
        ((string?)await read.ExecuteScalarAsync()).ShouldNotBeNull().ShouldNotContain(cookie);
    }
}

public sealed class SessionTestsOn15(InstallationOn15 api) : SessionTests(api), IClassFixture<InstallationOn15>;

public sealed class SessionTestsOn18(InstallationOn18 api) : SessionTests(api), IClassFixture<InstallationOn18>;
