using System.Net;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Access;

/// <summary>How a person looks after their own account.</summary>
public sealed class SecurityPagesTests : WebFrontTests
{
    private const string Security = "/settings/security";

    public static TheoryData<string, string, string> Forms => new()
    {
        { "email", "", "account/email" },
        { "password", "", "account/password" },
        { "app", "?handler=begin", "account/totp" },
        { "app", "?handler=remove", "account/totp/remove" },
        { "codes", "", "account/recovery-codes" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_wrong_password_is_said_in_words_and_never_comes_back(string page, string handler, string path)
    {
        foreach (var (person, words) in new[] { ("alice", "The password is wrong."), ("hanako", "パスワードが違います。") })
        {
            var answer = await PostAsync(person, page, handler, "guess number 31");
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Text.ShouldContain(words);
            answer.Html.ShouldContain("aria-invalid=\"true\"");
            answer.Html.ShouldNotContain("guess number 31");
        }

        Api.CallsTo("POST", path).Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Who_tried_too_often_is_told_how_long_to_wait(string page, string handler, string path)
    {
        Api.Answers["POST " + path] = FakeApi.TooMany(65);
        var answer = await PostAsync("alice", page, handler, FakeAccount.Password);
        answer.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Text.ShouldContain("Try again in 65 seconds.");
    }

    [Fact]
    public async Task What_is_typed_leaves_no_trace_in_the_key_of_the_form()
    {
        var fields = (await Page.GetAsync(Web.Browser("alice"), Security + "/codes")).Hidden("class=\"form\"");
        foreach (var password in new[] { "guess number 30", "guess number 31" })
        {
            fields["Password"] = password;
            await Page.PostAsync(Web.Browser("alice"), Security + "/codes", fields);
        }

        Api.CallsTo("POST", "account/recovery-codes").Select(call => call.Headers["Idempotency-Key"]).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("email", "account/email", "email-changed", """{"email":"new@example.org","password":"correct horse battery"}""")]
    [InlineData("password", "account/password", "password-changed", """{"currentPassword":"correct horse battery","newPassword":"a new long password","deleteTokens":false}""")]
    public async Task E_mail_and_password_are_changed_with_the_password(string page, string path, string done, string sent)
    {
        var answer = await PostAsync("alice", page, "", FakeAccount.Password);
        answer.Response.Headers.Location!.ToString().ShouldBe($"{Security}?done={done}");
        Api.CallsTo("POST", path).ShouldHaveSingleItem().Body.ShouldBe(sent);
    }

    [Fact]
    public async Task A_weak_new_password_is_refused_beside_its_field()
    {
        Api.Answers["POST account/password"] = FakeApi.Problem(422, "validation", new { newPassword = new[] { "Too common." } });
        var page = await PostAsync("alice", "password", "", FakeAccount.Password);
        page.Html.ShouldContain("id=\"NewPassword-error\"");
        page.Text.ShouldContain("Choose a password of at least 10 characters");
    }

    [Fact]
    public async Task An_app_is_set_up_with_a_picture_or_in_letters_and_the_recovery_codes_show_once()
    {
        var browser = Web.Browser("alice");
        var begun = await PostAsync("alice", "app", "?handler=begin", FakeAccount.Password);
        begun.Status.ShouldBe(HttpStatusCode.OK);
        begun.Html.ShouldContain("viewBox=\"0 0 29 29\"");
        begun.Html.ShouldContain($"<path d=\"{FakeAccount.QrPath}\" />");
        begun.Text.ShouldContain(FakeAccount.Secret);
        begun.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var fields = begun.Hidden("handler=confirm");
        fields["Code"] = "000000";
        var wrong = await Page.PostAsync(browser, Security + "/app?handler=confirm", fields);
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Text.ShouldContain("This code is wrong");
        wrong.Html.ShouldNotContain(FakeAccount.Secret);
        wrong.Text.ShouldContain("If your app has it, that is still good: enter the next code. If not, start again");
        wrong.Html.ShouldContain($"href=\"{Security}/app\"");

        fields = wrong.Hidden("handler=confirm");
        fields["Code"] = FakeAccount.Code;
        var made = await Page.PostAsync(browser, Security + "/app?handler=confirm", fields);
        foreach (var code in FakeAccount.Codes)
            made.Text.ShouldContain(code);
        made.Text.ShouldContain("Print this page or write them down");
        (await Page.GetAsync(browser, Security + "/app")).Html.ShouldNotContain(FakeAccount.Codes[0]);
    }

    [Fact]
    public async Task A_secret_that_is_not_path_data_stays_text()
    {
        Api.Answers["POST account/totp"] = Microsoft.AspNetCore.Http.Results.Json(new { secret = "<b>x", uri = "otpauth://totp/\"><script>", qr = new { size = 29, path = "M0 0\"><script>" } });
        var page = await PostAsync("alice", "app", "?handler=begin", FakeAccount.Password);
        page.Html.ShouldNotContain("<script>");
        page.Html.ShouldNotContain("<b>x");
    }

    [Fact]
    public async Task An_app_that_is_on_can_be_removed_and_the_overview_says_what_is_on()
    {
        (await PostAsync("hanako", "app", "?handler=remove", FakeAccount.Password)).Response.Headers.Location!.ToString().ShouldBe($"{Security}?done=app-removed");
        var page = await Page.GetAsync(Web.Browser("hanako"), Security);
        page.Text.ShouldContain("パスワードだけではログインできない設定です。");
        page.Text.ShouldContain("残り8個");
        (await Page.GetAsync(Web.Browser("alice"), Security)).Text.ShouldNotContain("Recovery codes");
    }

    [Theory]
    [InlineData("alice", "This took too long. Start again.")]
    [InlineData("hanako", "時間が経ちすぎました。")]
    public async Task A_setup_that_was_left_lying_begins_again(string person, string words)
    {
        Api.Answers["POST account/totp/confirm"] = FakeApi.Problem(409, "totp-not-begun");
        var page = await PostAsync(person, "app", "?handler=confirm", "");
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain(words);
        page.Html.ShouldContain("name=\"Password\"");
    }

    [Fact]
    public async Task New_recovery_codes_are_shown_once()
    {
        var page = await PostAsync("hanako", "codes", "", FakeAccount.Password);
        page.Text.ShouldContain(FakeAccount.Codes[9]);
        page.Text.ShouldContain("二度と表示されません");
    }

    [Fact]
    public async Task Passkeys_are_listed_and_removed_and_adding_one_says_what_it_needs()
    {
        var browser = Web.Browser("hanako");
        var page = await Page.GetAsync(browser, Security + "/passkeys");
        page.Text.ShouldContain("The laptop in the kitchen");
        page.Text.ShouldContain("JavaScript とパスキーに対応したブラウザーが必要です");
        page.Html.ShouldContain("data-passkey=\"add\" data-then=\"/settings/security/passkeys?done=passkey-added\" hidden");
        var action = $"{Security}/passkeys?id=cGhvbmU&amp;handler=remove";
        var wrong = await Page.PostAsync(browser, WebUtility.HtmlDecode(action), page.Hidden(action).Append(new("password", "not this one")));
        ((int)wrong.Response.StatusCode).ShouldBe(422);
        wrong.Html.ShouldContain("<details class=\"confirm confirm--asks\" open");
        wrong.Text.ShouldContain("パスワードが違います");
        var removed = await Page.PostAsync(browser, WebUtility.HtmlDecode(action), page.Hidden(action).Append(new("password", FakeAccount.Password)));
        removed.Response.Headers.Location!.ToString().ShouldBe($"{Security}/passkeys?done=passkey-removed");
        Api.CallsTo("POST", "account/passkeys/cGhvbmU/remove").Select(call => call.Body).ShouldBe(["""{"password":"not this one"}""", $$"""{"password":"{{FakeAccount.Password}}"}"""]);
    }

    [Fact]
    public async Task A_browser_is_signed_out_or_forgotten_one_by_one_or_all_at_once()
    {
        var browser = Web.Browser("hanako");
        var page = await Page.GetAsync(browser, Security + "/sessions");
        page.Text.ShouldContain("Safari on iPhone");
        page.Text.ShouldContain("(このブラウザー)");
        foreach (var (handler, call, done) in new[]
        {
            ($"?id={FakeAccount.OtherSession}&amp;handler=end", $"account/sessions/{FakeAccount.OtherSession}", "session-ended"),
            ("?handler=endOthers", "account/sessions", "sessions-ended"),
            ($"?id={FakeAccount.Trusted}&amp;handler=forget", $"account/trusted-browsers/{FakeAccount.Trusted}", "browser-forgotten"),
            ("?handler=forgetAll", "account/trusted-browsers", "browsers-forgotten"),
        })
        {
            var answer = await Page.PostAsync(browser, WebUtility.HtmlDecode($"{Security}/sessions{handler}"), page.Hidden($"{Security}/sessions{handler}\""));
            answer.Response.Headers.Location!.ToString().ShouldBe($"{Security}/sessions?done={done}");
            Api.CallsTo("DELETE", call).Count.ShouldBe(1, call);
        }
    }

    [Fact]
    public async Task Who_has_no_book_still_looks_after_their_account()
    {
        var page = await Page.GetAsync(Web.Browser(FakeMembers.Guest), Security);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.ShouldNotContain("href=\"/settings/categories\"");
        (await Page.GetAsync(Web.Browser(FakeMembers.Guest), "/books")).Html.ShouldContain($"href=\"{Security}\"");
    }

    private async Task<Page> PostAsync(string person, string page, string handler, string password)
    {
        var browser = Web.Browser(person);
        var shown = await Page.GetAsync(browser, $"{Security}/{page}");
        var fields = shown.Hidden("class=\"form\"");
        foreach (var name in new[] { "Password", "CurrentPassword" })
            fields[name] = password;
        (fields["NewPassword"], fields["Email"], fields["Code"]) = ("a new long password", "new@example.org", "");
        return await Page.PostAsync(browser, $"{Security}/{page}{handler}", fields);
    }
}
