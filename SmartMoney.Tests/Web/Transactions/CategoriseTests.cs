using System.Net;
using System.Text.Json;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Transactions;

/// <summary>Giving rows their categories without opening each.</summary>
public sealed class CategoriseTests : WebFrontTests
{
    private static readonly string Choose = $"/transactions/{FakeLedger.Uncategorised}/category";

    private static string Book => $"books/{FakeAccess.Book}";

    [Fact]
    public async Task A_row_without_a_category_shows_what_the_book_suggests_and_why_and_one_button_takes_it()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, "/transactions?kind=expense");
        page.Text.ShouldContain("Food › Groceries? 8 of 9 with “kiosk”");
        Api.CallsTo("GET", $"{Book}/transactions/category-suggestions").ShouldHaveSingleItem().Query.ShouldBe($"?id={FakeLedger.Uncategorised}");

        var fields = page.Hidden("id=\"bulk\"");
        fields["take"] = $"{FakeLedger.Uncategorised},{FakeSettings.Id(5)}";
        var answer = await Page.PostAsync(browser, "/transactions?handler=take", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/transactions?kind=expense&done=transaction-changed&change={FakeLedger.Change}");
        var sent = JsonDocument.Parse(Api.CallsTo("POST", $"{Book}/transactions/bulk").ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("ids")[0].GetGuid().ShouldBe(FakeLedger.Uncategorised);
        sent.GetProperty("set").GetProperty("categoryId").GetGuid().ShouldBe(FakeSettings.Id(5));
    }

    [Fact]
    public async Task The_suggestions_of_all_chosen_rows_are_taken_at_once()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/transactions")).Hidden("id=\"bulk\"");
        fields["ids"] = FakeLedger.Uncategorised.ToString();
        fields["act"] = "suggested";
        var answer = await Page.PostAsync(browser, "/transactions?handler=bulk", fields);
        answer.Response.Headers.Location!.ToString().ShouldContain("done=transactions-changed");
        Api.CallsTo("POST", $"{Book}/transactions/bulk").ShouldHaveSingleItem().Body.ShouldContain("\"suggestedCategory\":true");
    }

    [Fact]
    public async Task A_category_leads_to_its_choice_which_begins_with_the_suggestion()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), Choose + "?returnUrl=%2Ftransactions%3Fkind%3Dexpense");
        page.Text.ShouldContain("Kiosk Ginza");
        page.Text.ShouldContain("8 of 9 with “kiosk”");
        page.Html.ShouldContain($"<option value=\"{FakeSettings.Id(5)}\" selected=\"selected\">");
        page.Html.ShouldContain("href=\"/transactions?kind=expense\"");
    }

    [Fact]
    public async Task A_chosen_category_is_saved_for_the_row_alone()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, Choose)).Hidden("class=\"form\"");
        fields[$"category-{FakeLedger.Uncategorised}"] = FakeSettings.Rent.ToString();
        var answer = await Page.PostAsync(browser, Choose, fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/transactions?done=transaction-changed&change={FakeLedger.Change}");
        Api.CallsTo("POST", $"{Book}/rules").ShouldBeEmpty();
        Api.CallsTo("POST", $"{Book}/transactions/bulk").ShouldHaveSingleItem().Body.ShouldContain(FakeSettings.Rent.ToString());
    }

    [Fact]
    public async Task Always_makes_a_rule_of_the_rows_payee_that_covers_the_row_itself()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, Choose)).Hidden("class=\"form\"");
        fields[$"category-{FakeLedger.Uncategorised}"] = FakeSettings.Rent.ToString();
        fields[$"always-{FakeLedger.Uncategorised}"] = "true";
        var answer = await Page.PostAsync(browser, Choose, fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/transactions?done=rule-made&change={FakeLedger.Change}");
        var sent = JsonDocument.Parse(Api.CallsTo("POST", $"{Book}/rules").ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("payee").GetString().ShouldBe("Kiosk Ginza");
        sent.GetProperty("categoryId").GetGuid().ShouldBe(FakeSettings.Rent);
        sent.GetProperty("transactionIds")[0].GetGuid().ShouldBe(FakeLedger.Uncategorised);
    }

    [Fact]
    public async Task Always_without_a_category_is_said_and_makes_nothing()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, Choose)).Hidden("class=\"form\"");
        fields[$"category-{FakeLedger.Uncategorised}"] = "";
        fields[$"always-{FakeLedger.Uncategorised}"] = "true";
        (await Page.PostAsync(browser, Choose, fields)).Response.Headers.Location!.ToString().ShouldBe("/transactions?failed=rule-needs-category");
        Api.CallsTo("POST", $"{Book}/rules").ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_are_listed_made_and_deleted_in_the_settings()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, "/settings/rules");
        page.Text.ShouldContain("Rent Ltd Home › Rent");
        var fields = page.Hidden("action=\"/settings/rules\"");
        fields["Payee"] = "Kiosk";
        fields["CategoryId"] = "";
        (await Page.PostAsync(browser, "/settings/rules", fields)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        fields["CategoryId"] = FakeSettings.Rent.ToString();
        var made = await Page.PostAsync(browser, "/settings/rules", fields);
        made.Response.Headers.Location!.ToString().ShouldBe($"/settings/rules?done=rule-made&change={FakeLedger.Change}");

        var delete = page.Hidden("handler=delete");
        var answer = await Page.PostAsync(browser, $"/settings/rules?handler=delete&id={FakeLedger.Rule}", delete);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/settings/rules?done=rule-deleted&change={FakeLedger.Change}");
        Api.CallsTo("DELETE", $"{Book}/rules/{FakeLedger.Rule}").ShouldHaveSingleItem();
    }
}
