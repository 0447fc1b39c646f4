using Shouldly;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Auth;

/// <summary>The authenticator app and its recovery codes.</summary>
[Trait("needs", "postgres")]
public abstract class SecondFactorTests(Installation api)
{
    [RequiresFact]
    public async Task With_the_app_on_a_password_alone_opens_nothing()
    {
        var (email, secret, _) = await WithAppAsync(api.Host);
        var browser = api.Host.Browser();
        var answer = (await browser.PostAsync("auth/login", new { email, password = ApiHost.Password })).ShouldBe(200);
        ((string?)answer["next"]).ShouldBe("second-factor");
        answer["methods"]!.AsArray().Select(method => (string?)method).ShouldBe(["totp", "recoveryCode"]);
        answer.Headers["Set-Cookie"].ShouldNotContain("smartmoney=");
        (await browser.GetAsync("auth/me")).ShouldBeProblem(401, "unauthenticated");
        (await browser.PostAsync("tokens", new { name = "x", scopes = new[] { "read" } })).ShouldBe(401);

        (await browser.PostAsync("auth/second-factor", new { code = "000000" })).ShouldBeProblem(401, "wrong-code");
        (await browser.PostAsync("auth/second-factor", new { code = Code(secret, offset: 1) })).ShouldBe(204);
        (await browser.GetAsync("auth/me")).ShouldBe(200);
    }

    [RequiresFact]
    public async Task A_secret_that_was_given_up_halfway_can_be_guessed_at_five_times_and_for_ten_minutes()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var replica = api.Replica(new ApiHostOptions { Clock = clock });
        var email = $"{Guid.NewGuid():N}@example.org";
        await replica.AddUserAsync(email);
        var browser = await replica.SignInAsync(email);
        (await browser.PostAsync("account/totp", new { password = ApiHost.Password })).ShouldBe(200);
        for (var turn = 0; turn < 5; turn++)
            (await browser.PostAsync("account/totp/confirm", new { code = "000000" })).ShouldRefuse("code");
        (await browser.PostAsync("account/totp/confirm", new { code = "000000" })).ShouldBeProblem(429, "too-many-attempts").Headers.ShouldContainKey("Retry-After");
        (await browser.PostAsync("account/totp/remove", new { password = ApiHost.Password })).ShouldBeProblem(409, "totp-off");

        clock.Now += TimeSpan.FromMinutes(11);
        (await browser.PostAsync("account/totp/confirm", new { code = "000000" })).ShouldBeProblem(409, "totp-not-begun");
        (await browser.PostAsync("account/totp", new { password = ApiHost.Password })).ShouldBe(200);
        (await browser.PostAsync("account/totp/confirm", new { code = "000000" })).ShouldRefuse("code");
    }

    [RequiresFact]
    public async Task A_code_is_good_once()
    {
        var (email, secret, _) = await WithAppAsync(api.Host);
        var code = Code(secret, offset: 1);
        var (first, second) = (await BegunAsync(api.Host, email), await BegunAsync(api.Host, email));
        (await first.PostAsync("auth/second-factor", new { code })).ShouldBe(204);
        (await second.PostAsync("auth/second-factor", new { code })).ShouldBeProblem(401, "wrong-code");
        (await second.PostAsync("auth/second-factor", new { code = Code(secret) })).ShouldBeProblem(401, "wrong-code");
    }

    [RequiresFact]
    public async Task Of_two_at_once_with_one_code_one_gets_in()
    {
        var (email, secret, codes) = await WithAppAsync(api.Host);
        var browsers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BegunAsync(api.Host, email)));
        var app = await Task.WhenAll(browsers.Take(2).Select(browser => browser.PostAsync("auth/second-factor", new { code = Code(secret, offset: 1) })));
        app.Select(answer => answer.Status).ShouldBe([204, 401], ignoreOrder: true);
        var recovery = await Task.WhenAll(browsers.Skip(2).Select(browser => browser.PostAsync("auth/second-factor", new { code = codes[3] })));
        recovery.Select(answer => answer.Status).ShouldBe([204, 401], ignoreOrder: true);
    }

    [RequiresFact]
    public async Task A_recovery_code_stands_in_once_however_it_is_written()
    {
        var (email, _, codes) = await WithAppAsync(api.Host);
        codes.Distinct().Count().ShouldBe(10);
        (await (await BegunAsync(api.Host, email)).PostAsync("auth/second-factor", new { code = codes[0].ToUpperInvariant().Replace('-', ' ') })).ShouldBe(204);
        (await (await BegunAsync(api.Host, email)).PostAsync("auth/second-factor", new { code = codes[0] })).ShouldBeProblem(401, "wrong-code");
        var browser = await BegunAsync(api.Host, email);
        (await browser.PostAsync("auth/second-factor", new { code = codes[1] })).ShouldBe(204);
        ((int)(await browser.GetAsync("account"))["recoveryCodes"]!).ShouldBe(8);

        var renewed = (await browser.PostAsync("account/recovery-codes", new { password = ApiHost.Password })).ShouldBe(200);
        (await (await BegunAsync(api.Host, email)).PostAsync("auth/second-factor", new { code = codes[2] })).ShouldBe(401);
        (await (await BegunAsync(api.Host, email)).PostAsync("auth/second-factor", new { code = (string?)renewed["recoveryCodes"]![0] })).ShouldBe(204);
    }

    [RequiresFact]
    public async Task Wrong_codes_are_slowed_like_wrong_passwords()
    {
        var (email, secret, codes) = await WithAppAsync(api.Host);
        for (var i = 0; i < 5; i++)
            (await (await BegunAsync(api.Host, email)).PostAsync("auth/second-factor", new { code = "000000" })).ShouldBe(401);
        var late = (await (await BegunAsync(api.Host, email)).PostAsync("auth/second-factor", new { code = Code(secret, offset: 1) })).ShouldBeProblem(429, "too-many-attempts");
        int.Parse(late.Headers["Retry-After"]).ShouldBeInRange(1, 30);
        (await (await BegunAsync(api.Host, email)).PostAsync("auth/second-factor", new { code = codes[0] }, ("X-Forwarded-For", "203.0.113.5"))).ShouldBe(204);
    }

    [RequiresFact]
    public async Task Guessing_from_many_networks_ends_too_but_recovery_codes_still_open()
    {
        var (email, secret, codes) = await WithAppAsync(api.Host);
        var guesser = await BegunAsync(api.Host, email);
        for (var i = 0; i < 50; i++)
            (await guesser.PostAsync("auth/second-factor", new { code = "000000" }, ("X-Forwarded-For", $"198.51.100.{i}"))).ShouldBe(401);
        (await guesser.PostAsync("auth/second-factor", new { code = Code(secret, offset: 1) }, ("X-Forwarded-For", "198.51.100.99"))).ShouldBe(429);
        (await guesser.PostAsync("auth/second-factor", new { code = codes[0] }, ("X-Forwarded-For", "198.51.100.100"))).ShouldBe(204);
    }

    [RequiresFact]
    public async Task The_second_step_belongs_to_the_browser_and_to_ten_minutes()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var replica = api.Replica(new ApiHostOptions { Clock = clock });
        var (email, _, codes) = await WithAppAsync(replica, clock);
        (await replica.Browser().PostAsync("auth/second-factor", new { code = codes[0] })).ShouldBeProblem(401, "sign-in-again");
        var slow = await BegunAsync(replica, email);
        clock.Now += TimeSpan.FromMinutes(10.5);
        (await slow.PostAsync("auth/second-factor", new { code = codes[0] })).ShouldBeProblem(401, "sign-in-again");
        (await slow.PostAsync("auth/second-factor", new { })).ShouldRefuse("code");
    }

    [RequiresFact]
    public async Task A_changed_password_ends_a_sign_in_that_has_begun()
    {
        var (email, secret, codes) = await WithAppAsync(api.Host);
        var (thief, owner) = (await BegunAsync(api.Host, email), await BegunAsync(api.Host, email));
        (await owner.PostAsync("auth/second-factor", new { code = Code(secret, offset: 1) })).ShouldBe(204);
        (await owner.PostAsync("account/password", new { currentPassword = ApiHost.Password, newPassword = "quite another sentence" })).ShouldBe(204);
        (await thief.PostAsync("auth/second-factor", new { code = codes[0] })).ShouldBeProblem(401, "sign-in-again");
    }

    [RequiresFact]
    public async Task A_trusted_browser_is_not_asked_for_30_days_or_until_it_is_forgotten()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var replica = api.Replica(new ApiHostOptions { Clock = clock });
        var (email, _, codes) = await WithAppAsync(replica, clock);
        var browser = await BegunAsync(replica, email);
        (await browser.PostAsync("auth/second-factor", new { code = codes[0], trustBrowser = true })).ShouldBe(204);
        (await LoginAsync(browser, email)).ShouldBe(204);
        (await LoginAsync(replica.Browser(), email)).ShouldBe(200);

        clock.Now += TimeSpan.FromDays(29);
        (await LoginAsync(browser, email)).ShouldBe(204);
        clock.Now += TimeSpan.FromDays(2);
        (await LoginAsync(browser, email)).ShouldBe(200);

        (await browser.PostAsync("auth/second-factor", new { code = codes[1], trustBrowser = true })).ShouldBe(204);
        var trusted = (await browser.GetAsync("account/trusted-browsers")).ShouldBe(200).Items.Single();
        (await browser.DeleteAsync($"account/trusted-browsers/{trusted["id"]}")).ShouldBe(204);
        (await browser.DeleteAsync($"account/trusted-browsers/{trusted["id"]}")).ShouldBe(404);
        (await LoginAsync(browser, email)).ShouldBe(200);
    }

    [RequiresFact]
    public async Task A_browser_that_one_user_trusts_asks_another()
    {
        var ((ann, _, codes), (bob, _, _)) = (await WithAppAsync(api.Host), await WithAppAsync(api.Host));
        var browser = await BegunAsync(api.Host, ann);
        (await browser.PostAsync("auth/second-factor", new { code = codes[0], trustBrowser = true })).ShouldBe(204);
        (await LoginAsync(browser, bob)).ShouldBe(200);
    }

    [RequiresFact]
    public async Task Turning_the_app_on_and_off_asks_for_the_password_and_ends_other_sessions()
    {
        var email = NewEmail();
        await api.Host.AddUserAsync(email);
        var (bob, elsewhere) = (await api.Host.SignInAsync(email), await api.Host.SignInAsync(email));
        (await bob.PostAsync("account/totp", new { password = "wrong" })).ShouldRefuse("password");
        (await bob.PostAsync("account/totp/confirm", new { code = "123456" })).ShouldBeProblem(409, "totp-not-begun");
        (await bob.PostAsync("account/totp/remove", new { password = ApiHost.Password })).ShouldBeProblem(409, "totp-off");
        (await bob.PostAsync("account/recovery-codes", new { password = ApiHost.Password })).ShouldBeProblem(409, "second-factor-off");

        var begun = (await bob.PostAsync("account/totp", new { password = ApiHost.Password })).ShouldBe(200);
        ((string?)begun["uri"]).ShouldBe($"otpauth://totp/SmartMoney:{Uri.EscapeDataString(email)}?secret={((string)begun["secret"]!).Replace(" ", "", StringComparison.Ordinal)}&issuer=SmartMoney");
        ((int)begun["qr"]!["size"]!).ShouldBeGreaterThan(28);
        ((string?)begun["qr"]!["path"]).ShouldStartWith("M4 4h7v1h-7z");
        (await LoginAsync(api.Host.Browser(), email)).ShouldBe(204);
        (await bob.PostAsync("account/totp/confirm", new { code = "000000" })).ShouldRefuse("code");
        (await bob.PostAsync("account/totp/confirm", new { code = Code((string)begun["secret"]!) })).ShouldBe(200);
        (await elsewhere.GetAsync("auth/me")).ShouldBe(401);
        (await bob.PostAsync("account/totp", new { password = ApiHost.Password })).ShouldBeProblem(409, "totp-on");
        (await bob.PostAsync("account/totp/confirm", new { code = "000000" })).ShouldBeProblem(409, "totp-on");

        (await bob.PostAsync("account/totp/remove", new { password = "wrong" })).ShouldRefuse("password");
        (await bob.PostAsync("account/totp/remove", new { password = ApiHost.Password })).ShouldBe(204);
        ((int)(await bob.GetAsync("account"))["recoveryCodes"]!).ShouldBe(0);
        (await LoginAsync(api.Host.Browser(), email)).ShouldBe(204);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.org";

    private static Task<ApiAnswer> LoginAsync(ApiUser browser, string email) => browser.PostAsync("auth/login", new { email, password = ApiHost.Password });

    private static async Task<ApiUser> BegunAsync(ApiHost host, string email)
    {
        var browser = host.Browser();
        (await LoginAsync(browser, email)).ShouldBe(200);
        return browser;
    }

    private static async Task<(string Email, string Secret, string[] Codes)> WithAppAsync(ApiHost host, TimeProvider? clock = null)
    {
        var email = NewEmail();
        await host.AddUserAsync(email);
        var user = await host.SignInAsync(email);
        var secret = (string)(await user.PostAsync("account/totp", new { password = ApiHost.Password })).ShouldBe(200)["secret"]!;
        var on = (await user.PostAsync("account/totp/confirm", new { code = Code(secret, clock: clock) })).ShouldBe(200);
        return (email, secret, [.. on["recoveryCodes"]!.AsArray().Select(code => (string)code!)]);
    }

    private static string Code(string secret, int offset = 0, TimeProvider? clock = null) =>
        Totp.Code(Base32.Bytes(secret), Totp.StepOf((clock ?? TimeProvider.System).GetUtcNow()) + offset);
}

public sealed class SecondFactorTestsOn15(InstallationOn15 api) : SecondFactorTests(api), IClassFixture<InstallationOn15>;

public sealed class SecondFactorTestsOn18(InstallationOn18 api) : SecondFactorTests(api), IClassFixture<InstallationOn18>;
