using System.Net;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Access;

/// <summary>Signing in with a second factor, and a new password by a link, without JavaScript.</summary>
public sealed class SignInTests : WebFrontTests
{
    private const string Step = "/login/code?returnUrl=%2Fgoals&methods=totp,recoveryCode,passkey";

    private HttpClient Begun
    {
        get
        {
            var browser = Web.Browser();
            browser.DefaultRequestHeaders.Add("Cookie", $"{FakeAccess.Begun}=hanako");
            return browser;
        }
    }

    [Fact]
    public async Task A_password_leads_to_the_code_and_the_code_to_the_page_that_was_asked_for()
    {
        var login = await Page.PostAsync(Web.Browser(), "/login?returnUrl=%2Fgoals", Credentials("hanako@example.org", FakeAccount.Password));
        var next = login.Response.Headers.Location!.ToString();
        next.ShouldBe("/login/code?returnUrl=%2Fgoals&methods=totp,recoveryCode,passkey");
        login.Response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith($"{FakeAccess.Begun}=hanako");

        var page = await Page.GetAsync(Begun, next);
        page.Html.ShouldContain("autocomplete=\"one-time-code\"");
        page.Html.ShouldContain("data-passkey=\"sign-in\" data-then=\"/goals\" hidden");
        var fields = page.Hidden("class=\"form\"");
        (fields["Code"], fields["TrustBrowser"]) = (FakeAccount.Code, "true");
        var answer = await Page.PostAsync(Begun, next, fields);
        answer.Response.Headers.Location!.ToString().ShouldBe("/goals");
        answer.Response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("api-session=hanako"));
        Api.CallsTo("POST", "auth/second-factor").ShouldHaveSingleItem().Body.ShouldBe("""{"code":"123456","trustBrowser":true}""");
    }

    [Theory]
    [InlineData("en", "This code is wrong", "Trust this browser for 30 days")]
    [InlineData("ja", "コードが違うか", "このブラウザーを30日間信頼する")]
    public async Task A_wrong_code_is_said_beside_the_field_and_not_shown_again(string language, string words, string trust)
    {
        var browser = Begun;
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await Page.PostAsync(browser, Step, new Dictionary<string, string> { ["Code"] = "998877", ["TrustBrowser"] = "true" });
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain(words);
        page.Text.ShouldContain(trust);
        page.Html.ShouldContain("id=\"Code-error\"");
        page.Html.ShouldNotContain("998877");
    }

    [Theory]
    [InlineData("en", "Each one works once: enter another.", "Wait for the next one.")]
    [InlineData("ja", "別のコードを入力してください。", "次のコードでお試しください。")]
    public async Task A_recovery_code_that_is_spent_asks_for_another_and_not_for_the_next(string language, string other, string next)
    {
        var browser = Begun;
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        foreach (var (code, said, unsaid) in new[] { ("abcd-efgh-jkmn-pqr0", other, next), ("ABCDEFGHJKMNPQR0", other, next), ("998 877", next, other) })
        {
            var page = await Page.PostAsync(browser, Step, new Dictionary<string, string> { ["Code"] = code });
            page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            page.Text.ShouldContain(said);
            page.Text.ShouldNotContain(unsaid);
            page.Html.ShouldNotContain(code);
        }
    }

    [Theory]
    [InlineData("en", "You were signed out. That happens when your password, a passkey or your role in a book was changed")]
    [InlineData("ja", "ログアウトされました。パスワード、パスキー、家計簿での権限などが変更されたとき")]
    public async Task Who_was_signed_out_by_somebody_else_is_told_so_and_why_that_can_be(string language, string words)
    {
        foreach (var (path, login) in new[] { ("/goals", "/login?returnUrl=%2Fgoals&failed=signed-out"), ("/login?returnUrl=%2Fgoals", "/login?returnUrl=%2Fgoals&failed=signed-out"), ("/", "/login?failed=signed-out") })
        {
            var answer = await Page.GetAsync(Web.Browser(FakeAccess.Ended, language), path);
            answer.Response.Headers.Location!.ToString().ShouldBe(login);
            answer.Response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith($"{FakeAccess.Cookie}=;");
            foreach (var browser in new[] { Web.Browser(language: language), Web.Browser(FakeAccess.Ended, language) })
                (await Page.GetAsync(browser, login)).Text.ShouldContain(words);
        }

        // Or while the page was being made.
        Api.Answers[$"GET books/{FakeAccess.Book}/goals"] = FakeApi.Problem(401, "unauthenticated");
        (await Page.GetAsync(Web.Browser("alice", language), "/goals")).Response.Headers.Location!.ToString().ShouldBe("/login?returnUrl=%2Fgoals&failed=signed-out");

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/goals", UriKind.Relative));
        request.Headers.Add("HX-Request", "true");
        (await Web.Browser(FakeAccess.Ended, language).SendAsync(request)).Headers.GetValues("HX-Redirect").ShouldHaveSingleItem().ShouldEndWith("&failed=signed-out");
    }

    [Fact]
    public async Task Who_signed_out_or_was_never_signed_in_is_not_told_that_somebody_did_it()
    {
        (await Page.GetAsync(Begun, "/goals")).Response.Headers.Location!.ToString().ShouldBe("/login?returnUrl=%2Fgoals");
        (await Page.GetAsync(Web.Browser(), "/login?done=logged-out")).Text.ShouldNotContain("That happens when");
        (await Page.GetAsync(Web.Browser(FakeAccess.Ended), "/login?done=password-reset")).Text.ShouldContain("Sign in with it.");
    }

    [Theory]
    [InlineData("en", "The sign-in took too long.")]
    [InlineData("ja", "時間が経ちすぎました。")]
    public async Task A_sign_in_that_took_too_long_begins_again_and_still_leads_back(string language, string words)
    {
        var browser = Web.Browser(language: language);
        var answer = await Page.PostAsync(browser, Step, new Dictionary<string, string> { ["Code"] = FakeAccount.Code });
        var next = answer.Response.Headers.Location!.ToString();
        next.ShouldBe("/login?returnUrl=%2Fgoals&failed=sign-in-again");
        (await Page.GetAsync(browser, next)).Text.ShouldContain(words);
    }

    [Theory]
    [InlineData("/login", 40, "en", "Try again in 40 seconds.")]
    [InlineData("/login", 1200, "ja", "20分後にもう一度お試しください。")]
    [InlineData(Step, 40, "ja", "40秒後にもう一度お試しください。")]
    [InlineData(Step, 90, "en", "Try again in 90 seconds.")]
    public async Task Who_tried_too_often_is_told_how_long_to_wait(string path, int seconds, string language, string words)
    {
        Api.Answers["POST auth/login"] = Api.Answers["POST auth/second-factor"] = FakeApi.TooMany(seconds);
        var page = await Page.PostAsync(Web.Browser(language: language), path, Credentials("alice@example.org", "guess number 31"));
        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(seconds));
        page.Text.ShouldContain(words);
        page.Html.ShouldNotContain("guess number 31");
    }

    [Fact]
    public async Task Who_has_a_passkey_only_is_asked_for_a_recovery_code_in_its_stead()
    {
        var page = await Page.GetAsync(Begun, "/login/code?methods=recoveryCode,passkey");
        page.Text.ShouldContain("One of your recovery codes, if you cannot use your passkey.");
        page.Html.ShouldContain("data-passkey=\"sign-in\"");
        (await Page.GetAsync(Begun, "/login/code?methods=totp,recoveryCode")).Html.ShouldNotContain("data-passkey=");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    public async Task No_step_leads_to_another_site(string address)
    {
        var query = "returnUrl=" + Uri.EscapeDataString(address);
        var answer = await Page.PostAsync(Begun, $"/login/code?{query}", new Dictionary<string, string> { ["Code"] = FakeAccount.Code });
        answer.Response.Headers.Location!.ToString().ShouldBe("/");
        foreach (var path in new[] { $"/login?{query}", $"/login/code?methods=passkey&{query}" })
            (await Page.GetAsync(Web.Browser(), path)).Html.ShouldContain("data-then=\"/\"");
    }

    [Theory]
    [InlineData("en", "Forgot the password?")]
    [InlineData("ja", "パスワードを忘れた場合")]
    public async Task The_login_says_what_to_do_about_a_forgotten_password(string language, string words)
    {
        var page = await Page.GetAsync(Web.Browser(language: language), "/login");
        page.Text.ShouldContain(words);
        page.Text.ShouldContain("SmartMoney.Api reset-password EMAIL");
        page.Text.ShouldContain("./run --reset-password EMAIL");
    }

    [Theory]
    [InlineData("en", "For alice@example.org", "Sign in with it.")]
    [InlineData("ja", "alice@example.org 用", "新しいパスワードでログインしてください。")]
    public async Task A_reset_link_says_whose_password_it_sets_and_leads_to_the_login(string language, string words, string told)
    {
        var browser = Web.Browser(language: language);
        var page = await Page.GetAsync(browser, $"/reset?token={FakeMembers.Link}");
        page.Text.ShouldContain(words);
        var fields = page.Hidden("class=\"form\"");
        fields["Password"] = "a new long password";
        var answer = await Page.PostAsync(browser, "/reset", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe("/login?done=password-reset");
        (await Page.GetAsync(browser, "/login?done=password-reset")).Text.ShouldContain(told);
        Api.CallsTo("POST", "auth/reset").ShouldHaveSingleItem().Body.ShouldBe($$"""{"token":"{{FakeMembers.Link}}","password":"a new long password"}""");
    }

    [Fact]
    public async Task A_weak_password_is_refused_beside_the_field()
    {
        var page = await Page.PostAsync(Web.Browser(), "/reset", new Dictionary<string, string> { ["Token"] = FakeMembers.Link, ["Password"] = "short" });
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("Choose a password of at least 10 characters");
        page.Html.ShouldNotContain("value=\"short\"");
    }

    [Theory]
    [InlineData("en", "It was used already, a newer one took its place, or it is older than 30 minutes.")]
    [InlineData("ja", "すでに使われたか、新しいリンクに置き換えられたか、30分を過ぎています。")]
    public async Task A_reset_link_that_is_spent_says_so_before_and_after_typing(string language, string words)
    {
        var browser = Web.Browser(language: language);
        foreach (var page in new[] { await Page.GetAsync(browser, "/reset?token=sm_old"), await Page.PostAsync(browser, "/reset", new Dictionary<string, string> { ["Token"] = "sm_old", ["Password"] = "a new long password" }) })
        {
            page.Status.ShouldBe(HttpStatusCode.NotFound);
            page.Text.ShouldContain(words);
        }
    }

    private static Dictionary<string, string> Credentials(string email, string password) => new() { ["Email"] = email, ["Password"] = password, ["Code"] = password };
}
