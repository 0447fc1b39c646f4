using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using SmartMoney.Tests.Web.Browsing;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Access;

/// <summary>Nobody is offered what the API would refuse them.</summary>
public sealed partial class RolePagesTests : WebFrontTests
{
    // What anybody may do: with themselves, their browser, their own books and tokens.
    private static readonly string[] Own =
    [
        "/logout", "/preferences", "/books", "/settings/security", "/settings/tokens", "/settings/data?handler=everything", $"/settings/members?id={FakeMembers.Self}&handler=remove",
    ];

    private static readonly string[] OnlyForWriting =
    [
        "/transactions/new", $"/transactions/{FakeLedger.Uncategorised}/category", "/transfers/new", "/accounts/new", "/goals/new", $"/goals/{FakeGoals.House}/edit",
    ];

    public static TheoryData<string> Shown => [.. PageLookTests.Pages.Select(row => ((string)row[0], Person: (string?)row[1]))
        .Where(page => page.Person is "alice" or "hanako" && !OnlyForWriting.Contains(page.Item1) && !page.Item1.StartsWith("/settings/audit", StringComparison.Ordinal) && !page.Item1.StartsWith("/invitation", StringComparison.Ordinal))
        .Select(page => page.Item1).Distinct()];

    public static TheoryData<string> WritePages => [.. OnlyForWriting];

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task A_viewer_finds_no_form_and_no_way_to_one(string path)
    {
        Api.Answers["GET auth/me"] = FakeAccess.Me("alice", "viewer");
        var html = WebUtility.HtmlDecode((await Page.GetAsync(Web.Browser("alice"), path)).Html);
        html.ShouldContain("<h1>");
        foreach (Match form in PostForm().Matches(html))
        {
            var action = ActionOf().Match(form.Value) is { Success: true } named ? named.Groups[1].Value : path;
            Own.ShouldContain(own => action == own || action.StartsWith(own + "?", StringComparison.Ordinal) || action.StartsWith(own + "/", StringComparison.Ordinal), $"{path}: {form.Value}");
        }

        foreach (Match link in Link().Matches(html))
        {
            var address = link.Groups[1].Value.Split('?')[0];
            WritePage().IsMatch(address).ShouldBeFalse($"{path}: {link.Value}");
        }

        // What stays to be read cannot be changed.
        var frozen = Frozen().Matches(html).Select(match => match.Value).ToList();
        frozen.ShouldAllBe(part => !part.Contains("<button"), path);
        Regex.Replace(html, Frozen().ToString(), "", RegexOptions.Singleline).ShouldNotContain("name=\"Form.");
    }

    [Theory]
    [MemberData(nameof(WritePages))]
    public async Task A_page_that_only_writes_tells_a_viewer_so(string path)
    {
        foreach (var (person, words) in new[] { ("alice", "Your role in this book does not let you open this page."), ("hanako", "この家計簿でのあなたの権限では、このページを開けません。") })
        {
            Api.Answers["GET auth/me"] = FakeAccess.Me(person, "viewer");
            var page = await Page.GetAsync(Web.Browser(person), path);
            page.Status.ShouldBe(HttpStatusCode.Forbidden);
            page.Text.ShouldContain(words);
            Api.Answers["GET auth/me"] = FakeAccess.Me(person, "editor");
            (await Page.GetAsync(Web.Browser(person), path)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("alice", "add one here", "import a file", "Make one here", "Import the files")]
    [InlineData("hanako", "追加することもできます", "ファイルを取り込んでください", "ここで、または", "ファイルを取り込んでください")]
    public async Task Where_there_is_nothing_a_viewer_is_not_told_to_make_something(string person, params string[] invitations)
    {
        var nothing = Microsoft.AspNetCore.Http.Results.Json(new { items = Array.Empty<object>(), kinds = Array.Empty<object>(), next = (string?)null });
        string[] lists = ["accounts", "transactions", "rules", "transfers/suggestions"];
        foreach (var list in lists)
            Api.Answers[$"GET books/{FakeAccess.Book}/{list}"] = nothing;
        foreach (var (path, words) in new[] { "/accounts", "/transactions", "/settings/rules", "/transfers" }.Zip(invitations))
        {
            foreach (var role in new[] { "viewer", "editor" })
            {
                Api.Answers["GET auth/me"] = FakeAccess.Me(person, role);
                (await Page.GetAsync(Web.Browser(person), path)).Text.Contains(words, StringComparison.Ordinal).ShouldBe(role == "editor", $"{path} as {role}");
            }
        }
    }

    [Fact]
    public async Task A_viewer_who_posts_all_the_same_changes_nothing()
    {
        Api.Answers["GET auth/me"] = FakeAccess.Me("alice", "viewer");
        var form = new Dictionary<string, string> { ["_form"] = FakeAccess.TokenOf("alice"), ["Form.Payee"] = "x" };
        foreach (var path in OnlyForWriting)
            (await Page.PostAsync(Web.Browser("alice"), path, form)).Status.ShouldBe(HttpStatusCode.Forbidden);
        Api.Calls.ShouldAllBe(call => call.Method == "GET");
    }

    [Theory]
    [InlineData("viewer", false, false)]
    [InlineData("editor", true, false)]
    [InlineData("owner", true, true)]
    public async Task Each_role_is_offered_what_it_may_do(string role, bool writes, bool owns)
    {
        Api.Answers["GET auth/me"] = FakeAccess.Me("alice", role);
        var browser = Web.Browser("alice");
        (await Page.GetAsync(browser, "/")).Html.Contains("href=\"/import\"", StringComparison.Ordinal).ShouldBe(writes);
        (await Page.GetAsync(browser, "/import")).Html.Contains("type=\"file\"", StringComparison.Ordinal).ShouldBe(writes);
        (await Page.GetAsync(browser, "/transactions")).Html.Contains("id=\"quick-date\"", StringComparison.Ordinal).ShouldBe(writes);
        (await Page.GetAsync(browser, "/settings/categories")).Html.Contains("handler=change", StringComparison.Ordinal).ShouldBe(writes);
        var settings = await Page.GetAsync(browser, "/settings");
        settings.Html.Contains("href=\"/settings/audit\"", StringComparison.Ordinal).ShouldBe(owns);
        settings.Text.Contains("Owners of the book change this.", StringComparison.Ordinal).ShouldBe(!owns);
        settings.Html.Contains("<fieldset class=\"form\" disabled>", StringComparison.Ordinal).ShouldBe(!owns);
        (await Page.GetAsync(browser, "/settings/data")).Html.Contains("handler=book", StringComparison.Ordinal).ShouldBe(owns);
        (await Page.GetAsync(browser, "/settings/members")).Html.Contains("handler=withdraw", StringComparison.Ordinal).ShouldBe(owns);
        (await Page.GetAsync(browser, "/settings/audit")).Status.ShouldBe(owns ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }

    [GeneratedRegex("<form[^>]*method=\"post\"[^>]*>")]
    private static partial Regex PostForm();

    [GeneratedRegex("action=\"([^\"]*)\"")]
    private static partial Regex ActionOf();

    [GeneratedRegex("<a [^>]*href=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Link();

    [GeneratedRegex("^/(transactions/new|transfers/new|accounts/new|goals/new|import|goals/[^/]+/edit|transactions/[^/]+/category|settings/audit)$")]
    private static partial Regex WritePage();

    [GeneratedRegex("<fieldset[^>]* disabled.*?</fieldset>", RegexOptions.Singleline)]
    private static partial Regex Frozen();
}
