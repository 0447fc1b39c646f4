using System.Net;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Access;

/// <summary>The book's log, everything as files, and the ways to be rid of a book or of everything.</summary>
public sealed class LogAndDataTests : WebFrontTests
{
    private const string Data = "/settings/data";

    [Theory]
    [InlineData("alice", "alice@example.org made an invitation: Editor.", "A wrong password was given for bob@example.org.", "alice@example.org changed a role: bob@example.org: Viewer.")]
    [InlineData("hanako", "alice@example.org が招待を作りました：編集者。", "bob@example.org のパスワードが間違って入力されました。", "alice@example.org が権限を変更しました：bob@example.org: 閲覧者。")]
    public async Task The_log_is_read_in_sentences(string person, params string[] sentences)
    {
        var page = await Page.GetAsync(Web.Browser(person), "/settings/audit");
        foreach (var sentence in sentences)
            page.Text.ShouldContain(sentence);
        page.Text.ShouldContain("Firefox on Linux · 192.0.2.7");
        page.Html.ShouldContain("href=\"/settings/audit?cursor=older\"");
    }

    [Fact]
    public async Task What_the_log_tells_of_is_text_and_a_kind_without_words_shows_by_its_name()
    {
        Api.Answers[$"GET books/{FakeAccess.Book}/audit"] = Microsoft.AspNetCore.Http.Results.Json(new
        {
            items = new[]
            {
                new { id = FakeSettings.Id(702), at = "2026-11-19T21:14:00Z", kind = "moonPhase", who = (string?)"ann@example.org", subject = (string?)null, device = (string?)null, address = (string?)null },
                new { id = FakeSettings.Id(701), at = "2026-11-19T21:14:00Z", kind = "tokenMade", who = (string?)null, subject = (string?)"<script>alert(1)</script>", device = (string?)null, address = (string?)null },
            },
            next = (string?)null,
        });
        var page = await Page.GetAsync(Web.Browser("alice"), "/settings/audit?cursor=a%26b");
        page.Text.ShouldContain("ann@example.org: moonPhase");
        page.Text.ShouldContain("Somebody made the API token “<script>alert(1)</script>”.");
        page.Html.ShouldNotContain("<script>alert");
        Api.CallsTo("GET", $"books/{FakeAccess.Book}/audit").ShouldHaveSingleItem().Query.ShouldBe("?limit=50&cursor=a%26b");
    }

    [Fact]
    public async Task Everything_can_be_taken_along()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), Data);
        page.Html.ShouldContain($"href=\"/api/v1/books/{FakeAccess.Book}/export.zip\" download");
        page.Html.ShouldContain("href=\"/api/v1/account/export.zip\" download");
        var guest = await Page.GetAsync(Web.Browser(FakeMembers.Guest), Data);
        guest.Html.ShouldContain("href=\"/api/v1/account/export.zip\" download");
        guest.Html.ShouldNotContain("handler=book");
    }

    [Fact]
    public async Task A_book_is_deleted_by_its_name_and_restored_from_the_list()
    {
        var browser = Web.Browser("hanako");
        var page = await Page.GetAsync(browser, Data);
        page.Text.ShouldContain("7日以内なら");
        var fields = page.Hidden("handler=book");
        fields["Name"] = "Something else";
        var wrong = await Page.PostAsync(browser, Data + "?handler=book", fields);
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Text.ShouldContain("家計簿の名前と異なります。");

        fields["Name"] = "Household of hanako";
        (await Page.PostAsync(browser, Data + "?handler=book", fields)).Response.Headers.Location!.ToString().ShouldBe("/books?done=book-deleted");

        var books = await Page.GetAsync(browser, "/books?done=book-deleted");
        books.Text.ShouldContain("7日間はここで元に戻せます。");
        books.Text.ShouldContain("The club");
        books.Text.ShouldContain("2026年11月25日");
        var restored = await Page.PostAsync(browser, $"/books?id={FakeAccount.DeletedBook}&handler=restore", books.Hidden("handler=restore"));
        restored.Response.Headers.Location!.ToString().ShouldBe("/books?done=book-restored");
        restored.Response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith($"sm-book={FakeAccount.DeletedBook};"));
    }

    [Theory]
    [InlineData("alice", "guess number 31", "The password is wrong.")]
    [InlineData("hanako", "guess number 31", "パスワードが違います。")]
    public async Task Deleting_everything_asks_for_the_password(string person, string password, string words)
    {
        var page = await PostEverythingAsync(person, password);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain(words);
        page.Html.ShouldNotContain(password);
    }

    [Theory]
    [InlineData("last-owner", "Make somebody else owner first.")]
    [InlineData("operator-stays", "you can leave when nobody else uses it")]
    public async Task Who_cannot_go_is_told_why(string slug, string words)
    {
        Api.Answers["POST account/deletion"] = FakeApi.Problem(409, slug);
        var page = await PostEverythingAsync("alice", FakeAccount.Password);
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain(words);
    }

    [Fact]
    public async Task Who_deleted_everything_ends_at_the_login_with_a_word_about_it()
    {
        var answer = await PostEverythingAsync("alice", FakeAccount.Password);
        answer.Response.Headers.Location!.ToString().ShouldBe("/login?done=everything-deleted");
        (await Page.GetAsync(Web.Browser(), "/login?done=everything-deleted")).Text.ShouldContain("were deleted for good");
        Api.CallsTo("POST", "account/deletion").ShouldHaveSingleItem().Body.ShouldBe("""{"email":"alice@example.org","password":"correct horse battery"}""");
    }

    [Theory]
    [InlineData("alice", "You look after this installation, and others have an account here too, such as bob", "others delete theirs first")]
    [InlineData("hanako", "ほかにもアカウントを持つ人がいます。", "ほかにアカウントを持つ人がいる間は削除できません。")]
    public async Task The_operator_reads_that_others_go_first_before_filling_in_anything(string person, string notYet, string last)
    {
        Api.Answers["GET account"] = FakeAccount.Profile(person, isOperator: true);
        var page = await Page.GetAsync(Web.Browser(person), Data);
        page.Text.ShouldContain(notYet);
        page.Html.ShouldNotContain("handler=everything");

        Api.Answers[$"GET books/{FakeAccess.Book}/members"] = Microsoft.AspNetCore.Http.Results.Json(new { items = Array.Empty<object>(), next = (string?)null });
        page = await Page.GetAsync(Web.Browser(person), Data);
        page.Text.ShouldContain(last);
        page.Text.ShouldNotContain(notYet);
        page.Html.ShouldContain("handler=everything");
    }

    [Fact]
    public async Task Who_does_not_look_after_the_installation_reads_nothing_about_it()
    {
        (await Page.GetAsync(Web.Browser("alice"), Data)).Text.ShouldNotContain("You look after this installation");
        Api.CallsTo("GET", $"books/{FakeAccess.Book}/members").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "were deleted for good")]
    [InlineData("ja", "完全に削除しました。")]
    public async Task The_last_one_who_deleted_everything_is_told_so_at_the_setup(string language, string words)
    {
        Api.Answers["GET setup"] = Microsoft.AspNetCore.Http.Results.Json(new { required = true, tokenRequired = false });
        var browser = Web.Browser(language: language);
        var next = (await browser.GetAsync("/login?done=everything-deleted")).Headers.Location!.ToString();
        next.ShouldBe("/setup?done=everything-deleted");
        (await Page.GetAsync(browser, next)).Text.ShouldContain(words);
    }

    private async Task<Page> PostEverythingAsync(string person, string password)
    {
        var browser = Web.Browser(person);
        var fields = (await Page.GetAsync(browser, Data)).Hidden("handler=everything");
        (fields["Email"], fields["Password"]) = ($"{person}@example.org", password);
        return await Page.PostAsync(browser, Data + "?handler=everything", fields);
    }
}
