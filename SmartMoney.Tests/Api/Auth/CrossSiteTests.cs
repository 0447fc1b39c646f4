using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Auth;

[Trait("needs", "postgres")]
public abstract class CrossSiteTests(Installation api)
{
    private static readonly object Credentials = new { email = Installation.Email, password = ApiHost.Password };

    [RequiresTheory]
    [InlineData("http://localhost", null, null, true)]
    [InlineData("http://LOCALHOST:80", null, null, true)]
    [InlineData("http://localhost", "same-origin", null, true)]
    [InlineData(null, "same-origin", null, true)]
    [InlineData(null, "none", null, true)]
    [InlineData(null, null, "key", true)]
    [InlineData(null, null, null, false)]
    [InlineData("http://evil.example", null, null, false)]
    [InlineData("http://evil.example", "same-origin", "key", false)]
    [InlineData("http://localhost:8081", null, null, false)]
    [InlineData("http://localhost.evil.example", null, null, false)]
    [InlineData("null", null, null, false)]
    [InlineData("", null, null, false)]
    [InlineData(null, "cross-site", "key", false)]
    [InlineData(null, "same-site", null, false)]
    [InlineData("http://localhost", "cross-site", null, false)]
    public async Task A_write_with_a_session_must_come_from_this_site(string? origin, string? site, string? key, bool allowed)
    {
        var ann = await SignedInAndSilentAsync();
        (string, string)[] headers =
        [
            .. origin is null ? [] : new[] { ("Origin", origin) },
            .. site is null ? [] : new[] { ("Sec-Fetch-Site", site) },
            .. key is null ? [] : new[] { ("Idempotency-Key", Guid.NewGuid().ToString()) },
        ];
        var answer = await ann.PostAsync("books", new { name = "Home", baseCurrency = "EUR" }, headers);
        if (allowed)
            answer.ShouldBe(201);
        else
            answer.ShouldBeProblem(403, "cross-site");
        (await ann.SendAsync(HttpMethod.Get, "books", content: null, headers)).ShouldBe(200);
    }

    [RequiresFact]
    public async Task A_page_over_http_may_not_act_on_a_site_over_https()
    {
        await using var host = api.Replica(new() { Address = new("https://localhost/") });
        var ann = await host.SignInAsync(Installation.Email);
        (await ann.PostAsync("books", new { name = "Home", baseCurrency = "EUR" }, ("Origin", "http://localhost"))).ShouldBeProblem(403, "cross-site");
        (await ann.PostAsync("books", new { name = "Home", baseCurrency = "EUR" }, ("Origin", "https://localhost"))).ShouldBe(201);
    }

    [RequiresFact]
    public async Task A_site_whose_name_has_letters_beyond_ASCII_knows_its_own_pages()
    {
        await using var host = api.Replica(new() { Address = new("https://gäld.example/") });
        var ann = host.Silent();
        (await ann.PostAsync("auth/login", Credentials, ("Origin", "https://xn--gld-qla.example"))).ShouldBe(204);
        (await ann.PostAsync("books", new { name = "Home", baseCurrency = "EUR" }, ("Origin", "https://xn--gld-qla.example"))).ShouldBe(201);
        (await ann.PostAsync("books", new { name = "Home", baseCurrency = "EUR" }, ("Origin", "https://xn--gld-rla.example"))).ShouldBeProblem(403, "cross-site");
    }

    [RequiresFact]
    public async Task Login_refuses_another_site_and_takes_a_script()
    {
        (await api.Host.Silent().PostAsync("auth/login", Credentials, ("Origin", "http://evil.example"))).ShouldBeProblem(403, "cross-site");
        (await api.Host.Silent().PostAsync("auth/login", Credentials, ("Sec-Fetch-Site", "cross-site"))).ShouldBeProblem(403, "cross-site");
        (await api.Host.Silent().PostAsync("auth/login", Credentials)).ShouldBe(204);
        (await api.Host.Silent().PostAsync("setup", new { }, ("Origin", "http://evil.example"))).ShouldBeProblem(403, "cross-site");
    }

    [RequiresFact]
    public async Task A_token_is_not_concerned()
    {
        var token = await api.NewTokenAsync(["read", "write"]);
        (await api.Host.Script(token).PostAsync("books", new { name = "Home", baseCurrency = "EUR" })).ShouldBe(201);
        (await api.Host.Script(token).PostAsync("books", new { name = "Home", baseCurrency = "EUR" }, ("Origin", "http://evil.example"))).ShouldBe(201);
    }

    [RequiresFact]
    public async Task A_form_must_have_been_opened_in_the_same_session()
    {
        var (ann, other) = (await api.Host.SignInAsync(Installation.Email), await api.Host.SignInAsync(Installation.Email));
        var own = await FormTokenAsync(ann);
        (await FormTokenAsync(ann)).ShouldBe(own);

        var book = new { name = "Home", baseCurrency = "EUR" };
        (await ann.PostAsync("books", book, ("SmartMoney-Form", own))).ShouldBe(201);
        (await ann.PostAsync("books", book, ("SmartMoney-Form", await FormTokenAsync(other)))).ShouldBeProblem(403, "form-token");
        (await ann.PostAsync("books", book, ("SmartMoney-Form", "nonsense"))).ShouldBeProblem(403, "form-token");
    }

    [RequiresFact]
    public async Task A_token_has_no_form()
    {
        var me = await api.Host.Script(await api.NewTokenAsync(["read"])).GetAsync("auth/me");
        me.ShouldBe(200)["formToken"].ShouldBeNull();
    }

    private static async Task<string> FormTokenAsync(ApiUser user) => (string)(await user.GetAsync("auth/me"))["formToken"]!;

    private async Task<ApiUser> SignedInAndSilentAsync()
    {
        var ann = api.Host.Silent();
        (await ann.PostAsync("auth/login", Credentials)).ShouldBe(204);
        return ann;
    }
}

public sealed class CrossSiteTestsOn15(InstallationOn15 api) : CrossSiteTests(api), IClassFixture<InstallationOn15>;

public sealed class CrossSiteTestsOn18(InstallationOn18 api) : CrossSiteTests(api), IClassFixture<InstallationOn18>;
