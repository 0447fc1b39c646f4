using System.Net;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Members;

public sealed class MemberPagesTests : WebFrontTests
{
    private const string Members = "/settings/members";

    [Fact]
    public async Task An_owner_makes_a_link_that_is_shown_once()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, Members)).Hidden($"action=\"{Members}\"");
        fields["role"] = "viewer";
        var made = await Page.PostAsync(browser, Members, fields);
        made.Status.ShouldBe(HttpStatusCode.OK);
        made.Html.ShouldContain($"value=\"https://money.example.org/invitation?token={FakeMembers.Link}\"");
        Api.CallsTo("POST", $"books/{FakeAccess.Book}/invitations").ShouldHaveSingleItem().Body.ShouldBe("""{"role":"viewer"}""");
        (await Page.GetAsync(browser, Members)).Html.ShouldNotContain(FakeMembers.Link);
    }

    [Fact]
    public async Task A_role_is_changed_with_the_version_that_was_shown()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, Members);
        var action = $"{Members}?id={FakeMembers.Other}&amp;handler=role";
        var fields = page.Hidden(action);
        fields["role"] = "viewer";
        var answer = await Page.PostAsync(browser, WebUtility.HtmlDecode(action), fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"{Members}?done=role-changed");
        var call = Api.CallsTo("PATCH", $"books/{FakeAccess.Book}/members/{FakeMembers.Other}").ShouldHaveSingleItem();
        (call.Headers["If-Match"], call.Body).ShouldBe(("\"4\"", """{"role":"viewer"}"""));
    }

    [Fact]
    public async Task Who_leaves_comes_to_their_other_books_and_the_last_owner_is_told_why_they_cannot()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, Members);
        page.Text.ShouldContain("Leave “Household of alice” now");
        var action = $"{Members}?id={FakeMembers.Self}&amp;handler=remove";
        (await Page.PostAsync(browser, WebUtility.HtmlDecode(action), page.Hidden(action))).Response.Headers.Location!.ToString().ShouldBe("/books?done=left");

        Api.Answers[$"DELETE books/{FakeAccess.Book}/members/{FakeMembers.Self}"] = FakeApi.Problem(409, "last-owner");
        var refused = await Page.PostAsync(browser, WebUtility.HtmlDecode(action), page.Hidden(action));
        (await Page.GetAsync(browser, refused.Response.Headers.Location!.ToString())).Text.ShouldContain("A book needs an owner.");
    }

    [Fact]
    public async Task An_editor_sees_the_people_and_may_only_leave()
    {
        Api.Answers["GET auth/me"] = FakeAccess.Me("alice", "editor");
        var page = await Page.GetAsync(Web.Browser("alice"), Members);
        page.Text.ShouldContain("bob.with.a.rather.long.address@example.org");
        page.Html.ShouldNotContain("handler=role");
        page.Html.Split("handler=remove").Length.ShouldBe(2);
        Api.CallsTo("GET", $"books/{FakeAccess.Book}/invitations").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_says_what_one_joins_and_somebody_new_joins_with_a_password()
    {
        var page = await Page.GetAsync(Web.Browser(), $"/invitation?token={FakeMembers.Link}");
        page.Text.ShouldContain("Join “Kobayashi”");
        page.Text.ShouldContain("Your role: Editor.");
        page.Html.ShouldContain($"/login?returnUrl=%2Finvitation%3Ftoken%3D{FakeMembers.Link}");

        var fields = page.Hidden("class=\"form\"");
        (fields["Email"], fields["Password"]) = ("bob@example.org", "a new long password");
        var joined = await Page.PostAsync(Web.Browser(), "/invitation", fields);
        joined.Response.Headers.Location!.ToString().ShouldBe("/?done=joined");
        joined.Response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith($"sm-book={FakeAccess.Book};"));
        Api.CallsTo("POST", "invitations/accept").ShouldHaveSingleItem().Body.ShouldContain("\"email\":\"bob@example.org\"");
    }

    [Fact]
    public async Task Who_is_signed_in_joins_with_one_click_but_not_from_a_form_of_elsewhere()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), $"/invitation?token={FakeMembers.Link}");
        page.Text.ShouldContain("You join as alice@example.org.");
        (await Page.PostAsync(Web.Browser("alice"), "/invitation", page.Hidden("class=\"form\""))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await Page.PostAsync(Web.Browser("alice"), "/invitation", [new("Token", FakeMembers.Link)])).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_link_that_is_spent_says_so()
    {
        var page = await Page.GetAsync(Web.Browser(), "/invitation?token=sm_old");
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Text.ShouldContain("Ask for a new one.");
        (await Page.GetAsync(Web.Browser(), "/invitation")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_address_that_is_taken_leads_to_signing_in()
    {
        Api.Answers["POST invitations/accept"] = FakeApi.Problem(409, "email-taken");
        var fields = (await Page.GetAsync(Web.Browser(), $"/invitation?token={FakeMembers.Link}")).Hidden("class=\"form\"");
        (fields["Email"], fields["Password"]) = ("bob@example.org", "a new long password");
        var page = await Page.PostAsync(Web.Browser(), "/invitation", fields);
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("sign in first");
        page.Html.ShouldContain("value=\"bob@example.org\"");
        page.Html.ShouldNotContain("a new long password");
    }

    [Fact]
    public async Task Who_has_no_book_is_led_to_where_they_can_make_one()
    {
        var browser = Web.Browser(FakeMembers.Guest);
        foreach (var path in new[] { "/", "/transactions", "/settings/members" })
            (await Page.GetAsync(browser, path)).Response.Headers.Location!.ToString().ShouldBe("/books");
        var page = await Page.GetAsync(browser, "/books");
        page.Text.ShouldContain("You belong to no book at present.");
        var fields = page.Hidden("action=\"/books\"");
        (fields["Name"], fields["BaseCurrency"], fields["TimeZone"]) = ("Mine", "EUR", "Europe/Berlin");
        (await Page.PostAsync(browser, "/books", fields)).Response.Headers.Location!.ToString().ShouldBe("/?done=book-made");
        Api.CallsTo("POST", "books").ShouldHaveSingleItem().Body.ShouldContain("\"baseCurrency\":\"EUR\"");
    }

    [Fact]
    public async Task Another_book_is_chosen_among_ones_own_only()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, "/books");
        var fields = page.Hidden("action=\"/books\"");
        var chosen = await Page.PostAsync(browser, $"/books?id={FakeAccess.Book}&handler=choose", fields);
        chosen.Response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith($"sm-book={FakeAccess.Book};"));
        (await Page.PostAsync(browser, $"/books?id={Guid.NewGuid()}&handler=choose", fields)).Response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }
}
