using System.Net;
using Microsoft.AspNetCore.Http;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web;

public sealed class ShellTests : WebFrontTests
{
    [Fact]
    public async Task A_browser_without_a_session_is_sent_to_login_and_back()
    {
        var answer = await Web.Browser().GetAsync("/?month=2026-10");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/login?returnUrl=%2F%3Fmonth%3D2026-10");
    }

    [Fact]
    public async Task Login_hands_the_browser_the_cookie_of_the_api_and_leads_back()
    {
        var browser = Web.Browser();
        var page = await Page.GetAsync(browser, "/login?returnUrl=%2Fsettings");
        var fields = page.Hidden("class=\"form\"");
        fields["Email"] = "alice@example.org";
        fields["Password"] = "correct horse battery";
        var answer = await Page.PostAsync(browser, "/login?returnUrl=%2Fsettings", fields);
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Response.Headers.Location!.ToString().ShouldBe("/settings");
        answer.Response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("api-session=alice"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Login_never_leads_to_another_site(string address)
    {
        var browser = Web.Browser();
        var answer = await Page.PostAsync(browser, "/login?returnUrl=" + Uri.EscapeDataString(address), new Dictionary<string, string>
        {
            ["Email"] = "alice@example.org",
            ["Password"] = "correct horse battery",
        });
        answer.Response.Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task A_wrong_password_is_said_in_words_and_the_e_mail_is_kept()
    {
        var answer = await Page.PostAsync(Web.Browser(), "/login", new Dictionary<string, string> { ["Email"] = "alice@example.org", ["Password"] = "no" });
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Text.ShouldContain("E-mail or password is wrong.");
        answer.Html.ShouldContain("value=\"alice@example.org\"");
        answer.Html.ShouldNotContain("value=\"no\"");
    }

    [Fact]
    public async Task Two_browsers_through_one_front_never_get_each_others_session()
    {
        var alice = Web.Browser("alice");
        var bob = Web.Browser("bob");
        var pages = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
            (Person: i % 2 == 0 ? "alice" : "bob", Page: await Page.GetAsync(i % 2 == 0 ? alice : bob, "/problem"))));
        foreach (var (person, page) in pages)
        {
            page.Text.ShouldContain("Household of " + person);
            page.Text.ShouldNotContain("Household of " + (person == "alice" ? "bob" : "alice"));
        }
    }

    [Fact]
    public async Task The_api_sees_the_browser_and_not_the_front()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://money.example.org/problem");
        request.Headers.Add("Cookie", "api-session=alice");
        request.Headers.Add("Origin", "https://money.example.org");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Accept-Language", "ja");
        await Web.Browser().SendAsync(request);
        var call = Api.CallsTo("GET", "auth/me").ShouldHaveSingleItem();
        call.Headers["Cookie"].ShouldBe("api-session=alice");
        call.Headers["Origin"].ShouldBe("https://money.example.org");
        call.Headers["Sec-Fetch-Site"].ShouldBe("same-origin");
        call.Headers["Accept-Language"].ShouldBe("ja");
        call.Headers["X-Forwarded-Host"].ShouldBe("money.example.org");
        call.Headers["X-Forwarded-Proto"].ShouldBe("https");
    }

    [Fact]
    public async Task A_host_with_letters_beyond_ASCII_is_passed_on_as_browsers_send_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://gäld.example/problem");
        request.Headers.Add("Cookie", "api-session=alice");
        await Web.Browser().SendAsync(request);
        Api.CallsTo("GET", "auth/me").ShouldHaveSingleItem().Headers["X-Forwarded-Host"].ShouldBe("xn--gld-qla.example");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("form-token-of-bob")]
    public async Task A_form_without_this_sessions_token_changes_nothing(string? token)
    {
        var fields = new Dictionary<string, string> { ["change"] = Guid.NewGuid().ToString(), ["_once"] = "abc" };
        if (token is not null)
        {
            fields["_form"] = token;
        }

        var answer = await Page.PostAsync(Web.Browser("alice"), "/undo", fields);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain("The form could not be accepted");
        Api.Calls.ShouldAllBe(call => call.Method == "GET");
    }

    [Fact]
    public async Task A_form_sent_twice_carries_one_key_and_a_changed_form_another()
    {
        var browser = Web.Browser("alice");
        var change = Guid.NewGuid();
        Dictionary<string, string> Form(string back) => new()
        {
            ["change"] = change.ToString(), ["returnUrl"] = back, ["_form"] = FakeAccess.TokenOf("alice"), ["_once"] = "one-key",
        };
        await Page.PostAsync(browser, "/undo", Form("/"));
        await Page.PostAsync(browser, "/undo", Form("/"));
        await Page.PostAsync(browser, "/undo", Form("/settings"));
        var calls = Api.CallsTo("POST", $"books/{FakeAccess.Book}/changes/{change}/undo");
        calls.Count.ShouldBe(3);
        calls.ShouldAllBe(call => call.Headers["SmartMoney-Form"] == FakeAccess.TokenOf("alice"));
        calls[1].Headers["Idempotency-Key"].ShouldBe(calls[0].Headers["Idempotency-Key"]);
        calls[2].Headers["Idempotency-Key"].ShouldNotBe(calls[0].Headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData("alice", "Undone.", "Redo", "Done again.", "Undo")]
    [InlineData("hanako", "元に戻しました。", "やり直す", "やり直しました。", "元に戻す")]
    public async Task What_is_undone_can_be_done_again_and_undone_again(string person, string undone, string redo, string redone, string undo)
    {
        var browser = Web.Browser(person);
        var page = await Page.GetAsync(browser, $"/transactions?kind=expense&done=transaction-added&change={FakeLedger.Change}");
        foreach (var (said, offered) in new[] { (undone, redo), (redone, undo), (undone, redo) })
        {
            var answer = await Page.PostAsync(browser, "/undo", page.Hidden("action=\"/undo\""));
            var back = answer.Response.Headers.Location!.ToString();
            back.ShouldStartWith("/transactions?kind=expense&done=");
            page = await Page.GetAsync(browser, back);
            page.Text.ShouldContain(said);
            WebUtility.HtmlDecode(page.Html).ShouldContain($"<button class=\"link\">{offered}</button>");
        }
    }

    [Theory]
    [InlineData("en", "The database is away for a moment")]
    [InlineData("ja", "データベースに接続できません")]
    public async Task The_page_says_in_words_that_the_database_is_away(string language, string words)
    {
        Api.Everything = FakeApi.Problem(503, "unavailable");
        var page = await Page.GetAsync(Web.Browser("alice", language), "/");
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Text.ShouldContain(words);
        page.Html.ShouldContain("class=\"button\" href=\"/\"");
    }

    [Fact]
    public async Task The_page_says_so_too_when_the_api_is_gone()
    {
        var browser = Web.Browser("alice");
        await Api.DisposeAsync();
        var page = await Page.GetAsync(browser, "/login");
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Text.ShouldContain("The database is away for a moment");
    }

    [Fact]
    public async Task Pages_are_kept_by_no_cache_and_set_no_cookie_of_their_own()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/problem");
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task The_language_is_the_persons_then_the_books_then_the_browsers()
    {
        (await Page.GetAsync(Web.Browser(language: "ja-JP"), "/login")).Html.ShouldContain("<html lang=\"ja\"");
        (await Page.GetAsync(Web.Browser("hanako", "en"), "/problem")).Html.ShouldContain("<html lang=\"ja\"");
        var chosen = Web.Browser(language: "en");
        chosen.DefaultRequestHeaders.Add("Cookie", "api-session=hanako; sm-lang=en");
        (await Page.GetAsync(chosen, "/problem")).Html.ShouldContain("<html lang=\"en\"");
    }

    [Fact]
    public async Task The_theme_is_chosen_by_a_form_and_written_by_the_server()
    {
        var answer = await Page.PostAsync(Web.Browser(), "/preferences", new Dictionary<string, string> { ["theme"] = "dark", ["returnUrl"] = "/login" });
        answer.Response.Headers.Location!.ToString().ShouldBe("/login");
        answer.Response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("sm-theme=dark"));
        var dark = Web.Browser();
        dark.DefaultRequestHeaders.Add("Cookie", "sm-theme=dark");
        (await Page.GetAsync(dark, "/login")).Html.ShouldContain("data-theme=\"dark\"");
    }

    [Fact]
    public async Task A_new_installation_leads_from_login_to_setup()
    {
        Api.Answers["GET setup"] = Results.Json(new { required = true, tokenRequired = false });
        var answer = await Web.Browser().GetAsync("/login");
        answer.Headers.Location!.ToString().ShouldBe("/setup");
    }

    [Fact]
    public async Task An_unknown_address_is_answered_with_a_page()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/nowhere");
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Text.ShouldContain("There is nothing here");
    }

    [Fact]
    public async Task The_first_page_loads_less_than_100_kB()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, "/");
        var total = Compressed(System.Text.Encoding.UTF8.GetBytes(page.Html));
        var assets = System.Text.RegularExpressions.Regex.Matches(page.Html, "(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg))\"").Select(match => match.Groups[1].Value).ToList();
        assets.Count.ShouldBe(5);
        foreach (var asset in assets)
        {
            var answer = await browser.GetAsync(asset);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            asset.ShouldMatch(@"\.[a-z0-9]{10}\.[a-z]+$", "a name that changes with the content can be cached for ever");
            total += Compressed(await answer.Content.ReadAsByteArrayAsync());
        }

        total.ShouldBeLessThan(100_000);
    }

    private static long Compressed(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return target.Length;
    }
}
