using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Settings;

public sealed class SettingsTests : WebFrontTests
{
    [Fact]
    public async Task The_book_is_saved_with_the_version_that_was_shown()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/settings")).Hidden("method=\"post\" class=\"form\"");
        fields["Name"] = "Sunday house";
        fields["TimeZone"] = "Asia/Tokyo";
        fields["Locale"] = "ja";
        fields["FirstDayOfMonth"] = "25";
        var answer = await Page.PostAsync(browser, "/settings", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe("/settings?done=saved");
        var call = Api.CallsTo("PATCH", $"books/{FakeAccess.Book}").ShouldHaveSingleItem();
        call.Headers["If-Match"].ShouldBe("\"3\"");
        var sent = JsonDocument.Parse(call.Body).RootElement;
        sent.GetProperty("firstDayOfMonth").GetInt32().ShouldBe(25);
        sent.GetProperty("name").GetString().ShouldBe("Sunday house");
    }

    [Fact]
    public async Task A_refused_field_says_why_beside_it()
    {
        Api.Answers[$"PATCH books/{FakeAccess.Book}"] = FakeApi.Problem(422, "validation", new { name = new[] { "A name has 1 to 200 characters." } });
        var page = await PostBookAsync("alice");
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Html.ShouldContain("aria-invalid=\"true\"");
        page.Html.ShouldContain("id=\"Name-error\"");
        page.Text.ShouldContain("Enter a name of at most 200 characters.");
    }

    [Fact]
    public async Task A_refused_field_is_explained_in_the_persons_language()
    {
        Api.Answers[$"PATCH books/{FakeAccess.Book}"] = FakeApi.Problem(422, "validation", new { name = new[] { "A name has 1 to 200 characters." } });
        var page = await PostBookAsync("hanako");
        page.Text.ShouldContain("200文字以内で名前を入力してください。");
        page.Text.ShouldNotContain("characters");
    }

    [Fact]
    public async Task What_someone_else_saved_meanwhile_is_shown_and_not_overwritten()
    {
        Api.Answers[$"PATCH books/{FakeAccess.Book}"] = FakeApi.Problem(412, "stale");
        var page = await PostBookAsync("alice");
        page.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        page.Text.ShouldContain("Someone changed this while you were editing.");
        page.Html.ShouldContain("value=\"Household of alice\"");
    }

    [Fact]
    public async Task An_unreadable_number_never_reaches_the_api()
    {
        var page = await PostBookAsync("alice", ("FirstDayOfMonth", "abc"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("This cannot be read.");
        Api.CallsTo("PATCH", $"books/{FakeAccess.Book}").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_category_can_be_brought_back_from_the_message()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, "/settings/categories");
        page.Text.ShouldContain("Delete “Rent”");
        var answer = await Page.PostAsync(browser, $"/settings/categories?id={FakeSettings.Rent}&handler=delete", page.Hidden("handler=delete"));
        var next = answer.Response.Headers.Location!.ToString();
        next.ShouldBe("/settings/categories?done=category-deleted&change=0198c0de-0000-7000-8000-0000000c4a9e");
        var told = await Page.GetAsync(browser, next);
        told.Text.ShouldContain("The category was deleted.");
        var undone = await Page.PostAsync(browser, "/undo", told.Hidden("/undo"));
        undone.Response.Headers.Location!.ToString().ShouldBe("/settings/categories?done=undone&change=0198c0de-0000-7000-8000-0000000c4a9e");
        Api.CallsTo("POST", $"books/{FakeAccess.Book}/changes/0198c0de-0000-7000-8000-0000000c4a9e/undo").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_category_with_children_cannot_be_deleted_from_the_page()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/settings/categories");
        page.Text.ShouldNotContain("Delete “Home”");
    }

    [Fact]
    public async Task A_category_cannot_be_put_below_itself()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/settings/categories");
        var home = page.Html[page.Html.IndexOf($"id=\"parent-{FakeSettings.Home:N}\"", StringComparison.Ordinal)..];
        home[..home.IndexOf("</select>", StringComparison.Ordinal)].ShouldNotContain(">Rent<");
    }

    [Fact]
    public async Task A_new_token_is_shown_once_and_kept_nowhere()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/settings/tokens")).Hidden("method=\"post\" action=\"/settings/tokens\"");
        fields["Name"] = "Laptop";
        fields["Scopes"] = "import";
        fields["ExpiresOn"] = "2026-12-31";
        var made = await Page.PostAsync(browser, "/settings/tokens", fields);
        made.Status.ShouldBe(HttpStatusCode.OK);
        made.Html.ShouldContain("sm_tHisIsShownOnce");
        made.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var sent = JsonDocument.Parse(Api.CallsTo("POST", "tokens").ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("expiresAt").GetDateTime().ShouldBe(new DateTime(2026, 12, 31, 15, 0, 0, DateTimeKind.Utc));
        sent.GetProperty("scopes")[0].GetString().ShouldBe("import");
        (await Page.GetAsync(browser, "/settings/tokens")).Html.ShouldNotContain("sm_tHisIsShownOnce");
    }

    [Theory]
    [InlineData("alice", "All your books · Read · Never used · Does not expire", "“Household of alice” · Read, Import · Never used · Works until the end of 30 Nov 2026", "A book that you cannot open now · Read · Never used · Works until 1 Dec 2026, 09:30")]
    [InlineData("hanako", "すべての家計簿 · 読み取り · 未使用 · 期限なし", "「Household of hanako」 · 読み取り、取り込み · 未使用 · 2026年11月30日の終わりまで有効", "今は開けない家計簿 · 読み取り · 未使用 · 2026年12月1日 09:30 まで有効")]
    public async Task Each_token_says_which_books_it_opens_and_its_last_day(string person, params string[] lines)
    {
        Api.Answers["GET tokens"] = Results.Json(new
        {
            items = new[] { Token("Everything", null, null, "read"), Token("Household", FakeAccess.Book, "2026-11-30T15:00:00Z", "read", "import"), Token("Gone", FakeSettings.Id(900), "2026-12-01T00:30:00Z", "read") },
            next = (string?)null,
        });
        var page = await Page.GetAsync(Web.Browser(person), "/settings/tokens");
        foreach (var line in lines)
        {
            page.Text.ShouldContain(line);
        }

        static object Token(string name, Guid? book, string? ends, params string[] scopes) =>
            new { id = FakeSettings.Id(901), name, scopes, bookId = book, createdAt = "2026-11-01T08:00:00Z", expiresAt = ends, lastUsedAt = (string?)null };
    }

    [Fact]
    public async Task A_token_that_may_do_nothing_is_not_made()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/settings/tokens")).Hidden("method=\"post\" action=\"/settings/tokens\"");
        fields["Name"] = "Laptop";
        fields["Scopes"] = "";
        var page = await Page.PostAsync(browser, "/settings/tokens", fields);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("Allow the token at least one thing.");
    }

    [Fact]
    public async Task Setup_makes_the_first_user_and_signs_them_in()
    {
        Api.Answers["GET setup"] = Results.Json(new { required = true, tokenRequired = true });
        var browser = Web.Browser(language: "ja");
        var page = await Page.GetAsync(browser, "/setup");
        page.Html.ShouldContain("<option value=\"Asia/Tokyo\" selected=\"selected\">");
        page.Html.ShouldContain("<option value=\"JPY\" selected=\"selected\">");
        var fields = page.Hidden("class=\"form\"");
        foreach (var (name, value) in new[] { ("Email", "alice@example.org"), ("Password", "correct horse battery"), ("BookName", "家計"), ("BaseCurrency", "JPY"), ("TimeZone", "Asia/Tokyo"), ("Locale", "ja"), ("SetupToken", "abc") })
        {
            fields[name] = value;
        }

        var answer = await Page.PostAsync(browser, "/setup", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe("/");
        answer.Response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("api-session=alice"));
        JsonDocument.Parse(Api.CallsTo("POST", "setup").ShouldHaveSingleItem().Body).RootElement.GetProperty("setupToken").GetString().ShouldBe("abc");
    }

    [Fact]
    public async Task An_English_browser_is_asked_for_the_currency_that_stays_for_good()
    {
        Api.Answers["GET setup"] = Results.Json(new { required = true, tokenRequired = false });
        var html = WebUtility.HtmlDecode((await Page.GetAsync(Web.Browser(language: "en"), "/setup")).Html);
        var list = html[html.IndexOf("<select", StringComparison.Ordinal)..html.IndexOf("</select>", StringComparison.Ordinal)];
        list.ShouldContain("name=\"BaseCurrency\"");
        list[..list.IndexOf('>', StringComparison.Ordinal)].ShouldContain(" required");
        list.ShouldContain("<option value=\"\">Choose…</option>");
        list.ShouldNotContain("selected");
    }

    private async Task<Page> PostBookAsync(string person, params (string Name, string Value)[] changes)
    {
        var browser = Web.Browser(person);
        var fields = (await Page.GetAsync(browser, "/settings")).Hidden("method=\"post\" class=\"form\"");
        (fields["Name"], fields["TimeZone"], fields["Locale"], fields["FirstDayOfMonth"]) = ("x", "Asia/Tokyo", "en", "1");
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return await Page.PostAsync(browser, "/settings", fields);
    }
}
