using System.Net;
using System.Text.Json;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Transactions;

public sealed class TransactionPagesTests : WebFrontTests
{
    private static string Address => $"books/{FakeAccess.Book}/transactions";

    [Fact]
    public async Task Rows_are_listed_with_what_all_pages_add_up_to()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/transactions?month=2026-11");
        page.Text.ShouldContain("120 transactions");
        page.Text.ShouldContain("セブン-イレブン");
        page.Text.ShouldContain("Food › Groceries");
        page.Text.ShouldContain("+¥412,000");
        page.Html.ShouldContain("href=\"/transactions?month=2026-11&amp;cursor=next-page\"");
    }

    [Fact]
    public async Task The_address_is_the_filter()
    {
        await Page.GetAsync(Web.Browser("alice"), $"/transactions?month=2026-02&account={FakeHousehold.Bank}&category=none&kind=expense&min=1,000&q=seven&kind2=x");
        var query = Api.CallsTo("GET", Address).ShouldHaveSingleItem().Query;
        query.ShouldContain("from=2026-02-01");
        query.ShouldContain("to=2026-02-28");
        query.ShouldContain("category=none");
        query.ShouldContain("kind=expense");
        query.ShouldContain("min=1000");
        query.ShouldContain("q=seven");
        query.ShouldNotContain("kind2");
    }

    [Fact]
    public async Task Who_asks_for_a_category_sees_what_lies_below_it_too()
    {
        await Page.GetAsync(Web.Browser("alice"), $"/transactions?category={FakeSettings.Home}");
        var query = Api.CallsTo("GET", $"books/{FakeAccess.Book}/transactions").ShouldHaveSingleItem().Query;
        query.Split("category=").Length.ShouldBe(4);
        query.ShouldContain($"category={FakeSettings.Rent}");
    }

    [Fact]
    public async Task What_is_shown_is_there_as_a_file_with_the_same_filter()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/transactions?month=2026-02&kind=expense");
        page.Html.ShouldContain($"href=\"/api/v1/books/{FakeAccess.Book}/export.csv?from=2026-02-01&amp;to=2026-02-28&amp;kind=expense\"");
        page.Html.ShouldContain($"href=\"/api/v1/books/{FakeAccess.Book}/export.json?from=2026-02-01&amp;to=2026-02-28&amp;kind=expense\"");
    }

    [Fact]
    public async Task Nonsense_in_the_address_is_left_out_and_the_page_still_shows()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/transactions?month=x&from=2026-99-99&account=1&category=2&kind=all&min=abc");
        page.Status.ShouldBe(HttpStatusCode.OK);
        Api.CallsTo("GET", Address).ShouldHaveSingleItem().Query.ShouldBe("?limit=50&totals=true");
    }

    [Fact]
    public async Task A_filter_is_taken_away_by_its_chip()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/transactions?kind=expense&q=seven");
        page.Html.ShouldContain("class=\"chip\" href=\"/transactions?q=seven\"");
        page.Html.ShouldContain("class=\"chip\" href=\"/transactions?kind=expense\"");
    }

    [Theory]
    [InlineData("seven eleven", "q=seven%20eleven")]
    [InlineData("category:groc", "category=0198c0de-0000-7000-8000-00000000c005")]
    [InlineData("category:none amount>5000", "category=none&min=5000")]
    [InlineData("amount:100..2,000", "min=100&max=2,000")]
    [InlineData("2026-01..2026-03", "from=2026-01-01&to=2026-03-31")]
    [InlineData("2026-01-15..2026-02-01 kind:income", "from=2026-01-15&to=2026-02-01&kind=income")]
    [InlineData("2026-03", "month=2026-03")]
    [InlineData("account:\"rakuten card\"", "account=")]
    [InlineData("tag:work", "tag=work")]
    [InlineData("category:nothinglikeit", "q=category%3Anothinglikeit")]
    [InlineData("amount>abc", "q=amount%3Eabc")]
    [InlineData("seven\uFFFE", "q=seven")]
    public async Task The_search_box_becomes_an_address(string search, string expected)
    {
        var answer = await Web.Browser("alice").GetAsync("/transactions?search=" + Uri.EscapeDataString(search));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldStartWith("/transactions?" + expected);
    }

    [Fact]
    public async Task The_search_box_understands_the_pages_language()
    {
        var answer = await Web.Browser("hanako").GetAsync("/transactions?search=" + Uri.EscapeDataString("金額＞5000 種類:支出 カテゴリー:未分類"));
        answer.Headers.Location!.ToString().ShouldBe("/transactions?min=5000&kind=expense&category=none");
    }

    [Theory]
    [InlineData("out", "1200+80", -1280)]
    [InlineData("in", "1,280", 1280)]
    [InlineData("out", "+500", 500)]
    [InlineData("in", "-500", -500)]
    public async Task A_row_is_added_from_the_list_and_leads_back_to_it(string direction, string typed, long amount)
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/transactions?kind=expense")).Hidden("action=\"/transactions/new\"");
        Fill(fields, ("Form.Date", "2026-11-19"), ("Form.Payee", "Shop"), ("Form.Direction", direction), ("Form.Amount", typed), ("Form.AccountId", FakeHousehold.Bank.ToString()), ("Form.CategoryId", ""));
        var answer = await Page.PostAsync(browser, "/transactions/new", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/transactions?kind=expense&done=transaction-added&change={FakeLedger.Change}");
        var sent = JsonDocument.Parse(Api.CallsTo("POST", Address).ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("amount").GetInt64().ShouldBe(amount);
        sent.GetProperty("categoryId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_row_that_cannot_be_added_is_shown_again_with_what_is_missing()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/transactions")).Hidden("action=\"/transactions/new\"");
        Fill(fields, ("Form.Date", ""), ("Form.Payee", "Shop"), ("Form.Amount", "0"), ("Form.AccountId", FakeHousehold.Bank.ToString()));
        var page = await Page.PostAsync(browser, "/transactions/new", fields);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("Enter a day from 1900 to 2199.");
        page.Text.ShouldContain("Enter an amount other than zero, in yen without decimals and at most 1,000,000,000,000,000");
        page.Html.ShouldContain("value=\"Shop\"");
    }

    [Fact]
    public async Task A_row_is_changed_with_the_version_that_was_shown()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, $"/transactions/{FakeLedger.Row}?returnUrl=%2Ftransactions%3Fkind%3Dexpense");
        page.Html.ShouldContain("value=\"1280\"");
        page.Text.ShouldContain("From an import, line 12");
        var fields = page.Hidden("class=\"form\"");
        Fill(fields, ("Form.Date", "2026-11-19"), ("Form.Direction", "out"), ("Form.Amount", "1380"), ("Form.AccountId", FakeHousehold.Bank.ToString()), ("Form.Tags", "snack、 work"), ("Form.Status", "cleared"));
        var answer = await Page.PostAsync(browser, $"/transactions/{FakeLedger.Row}", fields);
        answer.Response.Headers.Location!.ToString().ShouldStartWith("/transactions?kind=expense&done=transaction-changed");
        var call = Api.CallsTo("PATCH", $"{Address}/{FakeLedger.Row}").ShouldHaveSingleItem();
        call.Headers["If-Match"].ShouldBe("\"4\"");
        JsonDocument.Parse(call.Body).RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["snack", "work"]);
    }

    [Fact]
    public async Task Several_rows_are_changed_at_once_and_can_be_brought_back()
    {
        var browser = Web.Browser("alice");
        var hidden = (await Page.GetAsync(browser, "/transactions?month=2026-11")).Hidden("id=\"bulk\"");
        var fields = hidden.Select(field => field).ToList();
        fields.AddRange([new("ids", FakeLedger.Row.ToString()), new("ids", FakeSettings.Id(202).ToString()), new("act", "category"), new("categoryId", FakeSettings.Id(5).ToString())]);
        var answer = await Page.PostAsync(browser, "/transactions?handler=bulk", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/transactions?month=2026-11&done=transactions-changed&change={FakeLedger.Change}");
        var sent = JsonDocument.Parse(Api.CallsTo("POST", Address + "/bulk").ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("ids").GetArrayLength().ShouldBe(2);
        sent.GetProperty("set").TryGetProperty("excluded", out _).ShouldBeFalse();
        (await Page.GetAsync(browser, answer.Response.Headers.Location!.ToString())).Hidden("/undo")["change"].ShouldBe(FakeLedger.Change);
    }

    [Fact]
    public async Task Nothing_chosen_is_said_and_nothing_is_sent()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/transactions")).Hidden("id=\"bulk\"");
        fields["act"] = "delete";
        var answer = await Page.PostAsync(browser, "/transactions?handler=bulk", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe("/transactions?failed=nothing-chosen");
        Api.CallsTo("POST", Address + "/bulk").ShouldBeEmpty();
    }

    private static void Fill(Dictionary<string, string> fields, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            fields[name] = value;
        }
    }
}
