using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Transfers;

public sealed class TransferFormTests : WebFrontTests
{
    private static readonly Guid Dollars = FakeSettings.Id(501);

    private static string Address => $"books/{FakeAccess.Book}/transfers";

    [Fact]
    public async Task A_transfer_is_entered_with_its_fee_and_leads_back()
    {
        var answer = await SendAsync(
            "/transfers/new?returnUrl=%2Faccounts",
            ("Form.FromAccountId", FakeHousehold.Bank.ToString()), ("Form.ToAccountId", FakeHousehold.Suica.ToString()), ("Form.Date", "2026-11-19"),
            ("Form.Amount", "10,000+500"), ("Form.Fee", "220"), ("Form.FeeCategoryId", FakeSettings.Id(7).ToString()), ("Form.Description", "Top-up"));
        answer.Response.Headers.Location!.ToString().ShouldBe($"/accounts?done=transfer-entered&change={FakeLedger.Change}");
        var sent = Sent();
        sent.GetProperty("fromAccountId").GetGuid().ShouldBe(FakeHousehold.Bank);
        sent.GetProperty("toAccountId").GetGuid().ShouldBe(FakeHousehold.Suica);
        sent.GetProperty("date").GetString().ShouldBe("2026-11-19");
        sent.GetProperty("amount").GetInt64().ShouldBe(10_500);
        sent.GetProperty("toAmount").ValueKind.ShouldBe(JsonValueKind.Null);
        sent.GetProperty("fee").GetInt64().ShouldBe(220);
        sent.GetProperty("feeCategoryId").GetGuid().ShouldBe(FakeSettings.Id(7));
        sent.GetProperty("description").GetString().ShouldBe("Top-up");
    }

    [Fact]
    public async Task Between_two_currencies_each_side_has_its_own_amount()
    {
        WithDollars();
        var page = await Page.GetAsync(Web.Browser("alice"), $"/transfers/new?from={Dollars}");
        page.Text.ShouldContain("Dollars (USD)");
        page.Html.ShouldContain($"<option value=\"{Dollars}\" data-currency=\"USD\" selected=\"selected\">");
        await SendAsync(
            "/transfers/new", ("Form.FromAccountId", Dollars.ToString()), ("Form.ToAccountId", FakeHousehold.Bank.ToString()), ("Form.Date", "2026-11-19"),
            ("Form.Amount", "100.50"), ("Form.ToAmount", "15,075"), ("Form.Fee", "1.25"));
        var sent = Sent();
        sent.GetProperty("amount").GetInt64().ShouldBe(10_050);
        sent.GetProperty("toAmount").GetInt64().ShouldBe(15_075);
        sent.GetProperty("fee").GetInt64().ShouldBe(125);
    }

    [Fact]
    public async Task In_one_currency_nothing_asks_what_arrives() =>
        (await Page.GetAsync(Web.Browser("alice"), "/transfers/new")).Html.ShouldNotContain("Form.ToAmount");

    [Fact]
    public async Task What_is_missing_is_said_beside_each_field()
    {
        WithDollars();
        var page = await SendAsync(
            "/transfers/new", ("Form.FromAccountId", FakeHousehold.Bank.ToString()), ("Form.ToAccountId", Dollars.ToString()), ("Form.Date", ""), ("Form.Amount", "-5"), ("Form.ToAmount", ""), ("Form.Fee", "free"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var field in new[] { "Date", "Amount", "ToAmount", "Fee" })
        {
            page.Html.ShouldContain($"id=\"Form_{field}-error\"");
        }

        page.Text.ShouldContain("Enter an amount above zero, in yen without decimals");
        page.Html.ShouldContain("value=\"free\"");
        Api.CallsTo("POST", Address).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_account_twice_is_refused_beside_the_second()
    {
        var page = await SendAsync(
            "/transfers/new", ("Form.FromAccountId", FakeHousehold.Bank.ToString()), ("Form.ToAccountId", FakeHousehold.Bank.ToString()), ("Form.Date", "2026-11-19"), ("Form.Amount", "1"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Html.ShouldContain("id=\"Form_ToAccountId-error\"");
        page.Html.ShouldNotContain("id=\"Form_FromAccountId-error\"");
    }

    [Fact]
    public async Task What_the_server_refuses_is_said_beside_its_field()
    {
        Api.Answers["POST " + Address] = FakeApi.Problem(422, "validation", new { fromAccountId = new[] { "The account was closed." } });
        var page = await SendAsync(
            "/transfers/new", ("Form.FromAccountId", FakeHousehold.Bank.ToString()), ("Form.ToAccountId", FakeHousehold.Suica.ToString()), ("Form.Date", "2026-11-19"), ("Form.Amount", "1"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Html.ShouldContain("id=\"Form_FromAccountId-error\"");
        page.Text.ShouldContain("Choose an account that is open on that day.");
    }

    [Fact]
    public async Task With_one_account_the_way_to_a_second_is_shown()
    {
        Api.Answers[$"GET books/{FakeAccess.Book}/accounts"] = Results.Json(new { items = FakeHousehold.Accounts()[..1], next = (string?)null });
        var page = await Page.GetAsync(Web.Browser("alice"), "/transfers/new");
        page.Text.ShouldContain("A transfer is between two accounts.");
        page.Html.ShouldContain("href=\"/accounts/new\"");
        (await Page.GetAsync(Web.Browser("alice"), "/accounts")).Html.ShouldNotContain("/transfers/new");
    }

    [Fact]
    public async Task The_form_is_reached_from_the_lists_and_leads_back_to_them()
    {
        var browser = Web.Browser("alice");
        (await Page.GetAsync(browser, "/accounts")).Html.ShouldContain("href=\"/transfers/new?returnUrl=%2Faccounts\"");
        (await Page.GetAsync(browser, $"/transactions?account={FakeHousehold.Bank}")).Html
            .ShouldContain($"href=\"/transfers/new?from={FakeHousehold.Bank}&amp;returnUrl=%2Ftransactions%3Faccount%3D{FakeHousehold.Bank}\"");
    }

    private void WithDollars() => Api.Answers[$"GET books/{FakeAccess.Book}/accounts"] = Results.Json(new
    {
        items = FakeHousehold.Accounts().Append(FakeHousehold.Account(Dollars, "Dollars", "bank", 10_000, 3, 0, null, "USD", 2)),
        next = (string?)null,
    });

    private JsonElement Sent() => JsonDocument.Parse(Api.CallsTo("POST", Address).ShouldHaveSingleItem().Body).RootElement;

    private async Task<Page> SendAsync(string address, params (string Name, string Value)[] values)
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, address)).Hidden("class=\"form\"");
        foreach (var (name, value) in values)
        {
            fields[name] = value;
        }

        return await Page.PostAsync(browser, "/transfers/new", fields);
    }
}
