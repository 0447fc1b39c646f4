using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Transfers;

public sealed class TransferPagesTests : WebFrontTests
{
    private static string Address => $"books/{FakeAccess.Book}/transfers";

    [Fact]
    public async Task Suggestions_are_told_by_kind_and_one_by_one_with_their_reason()
    {
        var text = (await Page.GetAsync(Web.Browser("alice"), "/transfers")).Text;
        text.ShouldContain("みずほ銀行 普通 → Suica 1,204 suggestions");
        text.ShouldContain("みずほ銀行 普通 → Rakuten Card 1 suggestion ");
        text.ShouldContain("ペイペイ 3 Nov · みずほ銀行 普通");
        text.ShouldContain("チャージ 3 Nov · Suica");
        text.ShouldContain("¥5,000 Almost certain, 92% One file calls it a transfer, and one text names the other account.");
        text.ShouldContain("Likely, 77%");
        text.ShouldContain("Without a name 5 Oct · Suica");
        text.ShouldContain("Possible, 52%");
        text.ShouldContain("1,202 more follow when these are decided.");
        text.ShouldContain("since 3 Oct 2026");
    }

    [Fact]
    public async Task The_same_page_speaks_Japanese()
    {
        var text = (await Page.GetAsync(Web.Browser("hanako"), "/transfers")).Text;
        text.ShouldContain("1,204 件の候補");
        text.ShouldContain("ほぼ確実（92%） 一方のファイルで振替とされ、内容に相手の口座名があります。");
        text.ShouldContain("すべて確定し、今後も");
    }

    [Fact]
    public async Task A_book_without_suggestions_teaches_where_they_come_from()
    {
        FakeTransfers.Settle(Api);
        var page = await Page.GetAsync(Web.Browser("alice"), "/transfers");
        page.Text.ShouldContain("Nothing to confirm");
        page.Text.ShouldContain("within four days");
        page.Html.ShouldContain("href=\"/import\"");
        page.Html.ShouldNotContain("<table");
        page.Text.ShouldNotContain("Ask again");
    }

    [Theory]
    [InlineData(null, false, "transfers-confirmed")]
    [InlineData("true", true, "transfers-confirmed-always")]
    public async Task A_kind_is_confirmed_once_or_from_now_on(string? typed, bool rule, string done)
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/transfers")).Hidden("handler=confirm");
        if (typed is not null)
        {
            fields["rule"] = typed;
        }

        var answer = await Page.PostAsync(browser, "/transfers?handler=confirm", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/transfers?done={done}&change={FakeLedger.Change}");
        var sent = JsonDocument.Parse(Api.CallsTo("POST", Address + "/confirm").ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("fromAccountId").GetGuid().ShouldBe(FakeHousehold.Bank);
        sent.GetProperty("toAccountId").GetGuid().ShouldBe(FakeHousehold.Suica);
        sent.GetProperty("rule").GetBoolean().ShouldBe(rule);
        (await Page.GetAsync(browser, answer.Response.Headers.Location!.ToString())).Hidden("/undo")["change"].ShouldBe(FakeLedger.Change);
    }

    [Theory]
    [InlineData("confirm", "pair", "transfer-paired")]
    [InlineData("dismiss", "dismiss", "transfer-dismissed")]
    public async Task A_suggestion_is_confirmed_or_dismissed(string act, string route, string done)
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/transfers")).Hidden("handler=decide");
        fields["act"] = act;
        var answer = await Page.PostAsync(browser, "/transfers?handler=decide", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/transfers?done={done}&change={FakeLedger.Change}");
        var pair = JsonDocument.Parse(Api.CallsTo("POST", $"{Address}/{route}").ShouldHaveSingleItem().Body).RootElement.GetProperty("pairs")[0];
        pair.GetProperty("outId").GetGuid().ShouldBe(FakeSettings.Id(421));
        pair.GetProperty("inId").GetGuid().ShouldBe(FakeSettings.Id(422));
    }

    [Theory]
    [InlineData(409, "already-paired", "One of these is in a transfer already")]
    [InlineData(422, "validation", "This suggestion does not hold any more")]
    public async Task A_suggestion_that_no_longer_holds_is_said_in_words(int status, string slug, string words)
    {
        Api.Answers[$"POST {Address}/pair"] = FakeApi.Problem(status, slug);
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/transfers")).Hidden("handler=decide");
        fields["act"] = "confirm";
        var answer = await Page.PostAsync(browser, "/transfers?handler=decide", fields);
        (await Page.GetAsync(browser, answer.Response.Headers.Location!.ToString())).Text.ShouldContain(words);
    }

    [Fact]
    public async Task A_rule_is_taken_back()
    {
        var browser = Web.Browser("alice");
        var answer = await Page.PostAsync(browser, "/transfers?handler=ask", (await Page.GetAsync(browser, "/transfers")).Hidden("handler=ask"));
        answer.Response.Headers.Location!.ToString().ShouldBe($"/transfers?done=transfer-rule-deleted&change={FakeLedger.Change}");
        Api.CallsTo("DELETE", $"{Address}/rules/{FakeTransfers.Rule}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Suggestions_are_counted_where_people_come_by()
    {
        var browser = Web.Browser("alice");
        (await Page.GetAsync(browser, "/transactions")).Text.ShouldContain("1,205 suspected transfers");
        var dashboard = await Page.GetAsync(browser, "/");
        dashboard.Text.ShouldContain("1,205 suspected transfers");
        dashboard.Html.ShouldContain("href=\"/transfers\"");
        (await Page.GetAsync(browser, $"/import/{FakeLedger.Committed}")).Text.ShouldContain("1,205 suspected transfers");

        FakeTransfers.Settle(Api);
        (await Page.GetAsync(browser, "/transactions")).Text.ShouldNotContain("suspected");
        (await Page.GetAsync(browser, "/")).Text.ShouldNotContain("suspected");
    }

    [Fact]
    public async Task The_rail_says_that_transfers_are_among_the_transactions()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/transfers");
        page.Html.ShouldContain("<a href=\"/transactions\" aria-current=\"page\">");
        page.Html.ShouldContain("<a href=\"/transfers\" aria-current=\"page\">");
    }

    [Fact]
    public async Task The_other_side_of_a_transfer_is_a_link_and_it_can_be_taken_apart()
    {
        var browser = Web.Browser("alice");
        var out_ = FakeTransfers.Sides[0];
        var page = await Page.GetAsync(browser, $"/transactions/{out_.Id}?returnUrl=%2Ftransactions%3Fkind%3Dtransfer");
        page.Text.ShouldContain("A transfer to Suica: 10 Nov 2026, みずほ銀行 普通 +¥30,000");
        page.Html.ShouldContain($"href=\"/transactions/{FakeTransfers.Sides[1].Id}?returnUrl=%2Ftransactions%3Fkind%3Dtransfer\"");
        page.Text.ShouldContain("Delete both sides of this transfer");
        Api.CallsTo("GET", $"books/{FakeAccess.Book}/transactions").ShouldHaveSingleItem().Query.ShouldContain($"transfer={FakeTransfers.Transfer}");

        var answer = await Page.PostAsync(browser, $"/transactions/{out_.Id}?handler=part", page.Hidden("handler=part"));
        answer.Response.Headers.Location!.ToString()
            .ShouldBe($"/transactions/{out_.Id}?returnUrl=%2Ftransactions%3Fkind%3Dtransfer&done=transfer-parted&change={FakeLedger.Change}");
        Api.CallsTo("DELETE", $"{Address}/{FakeTransfers.Transfer}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_side_without_its_other_cannot_be_taken_apart()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), $"/transactions/{FakeTransfers.Lone.Id}");
        page.Text.ShouldContain("Its other side is not known.");
        page.Text.ShouldContain("Delete this transaction");
        page.Html.ShouldNotContain("handler=part");
    }

    [Fact]
    public async Task Two_chosen_transactions_become_one_transfer_whatever_their_order()
    {
        var answer = await TogetherAsync(FakeSettings.Id(202), FakeLedger.Row);
        answer.Headers.Location!.ToString().ShouldBe($"/transactions?month=2026-11&done=transfer-paired&change={FakeLedger.Change}");
        var pair = JsonDocument.Parse(Api.CallsTo("POST", Address + "/pair").ShouldHaveSingleItem().Body).RootElement.GetProperty("pairs")[0];
        pair.GetProperty("outId").GetGuid().ShouldBe(FakeLedger.Row);
        pair.GetProperty("inId").GetGuid().ShouldBe(FakeSettings.Id(202));
    }

    [Fact]
    public async Task One_transaction_or_three_are_no_transfer()
    {
        foreach (var ids in new[] { new[] { FakeLedger.Row }, [FakeLedger.Row, FakeSettings.Id(202), FakeSettings.Id(203)] })
        {
            (await TogetherAsync(ids)).Headers.Location!.ToString().ShouldBe("/transactions?month=2026-11&failed=pair-needs-two");
        }

        Api.CallsTo("POST", Address + "/pair").ShouldBeEmpty();
        (await Page.GetAsync(Web.Browser("alice"), "/transactions?failed=pair-needs-two")).Text.ShouldContain("Choose exactly two transactions");
    }

    [Theory]
    [InlineData(201, 203, 422, "pair-directions")]
    [InlineData(201, 202, 422, "pair-accounts")]
    [InlineData(421, 426, 422, "pair-amounts")]
    [InlineData(421, 999, 422, "not-found")]
    [InlineData(421, 422, 409, "already-paired")]
    public async Task What_the_server_refuses_to_pair_is_said_in_words(int one, int other, int status, string words)
    {
        Api.Answers[$"POST {Address}/pair"] = FakeApi.Problem(status, status == 409 ? "already-paired" : "validation", new Dictionary<string, string[]> { ["pairs[0]"] = ["In English."] });
        (await TogetherAsync(FakeSettings.Id(one), FakeSettings.Id(other))).Headers.Location!.ToString().ShouldBe("/transactions?month=2026-11&failed=" + words);
        Api.CallsTo("POST", Address + "/pair").Count.ShouldBe(1);
    }

    private async Task<HttpResponseMessage> TogetherAsync(params Guid[] ids)
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/transactions?month=2026-11")).Hidden("id=\"bulk\"").ToList();
        fields.AddRange(ids.Select(id => KeyValuePair.Create("ids", id.ToString())));
        fields.Add(new("act", "transfer"));
        return (await Page.PostAsync(browser, "/transactions?handler=bulk", fields)).Response;
    }
}
