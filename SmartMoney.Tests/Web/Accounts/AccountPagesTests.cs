using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shouldly;
using SmartMoney.Domain.Money;
using SmartMoney.Tests.Web.Fakes;
using SmartMoney.Web.Formatting;
using Xunit;

namespace SmartMoney.Tests.Web.Accounts;

public sealed class AccountPagesTests : WebFrontTests
{
    private static string Address => $"books/{FakeAccess.Book}/accounts";

    [Fact]
    public async Task Balances_and_what_they_are_worth_together_are_listed()
    {
        var text = (await Page.GetAsync(Web.Browser("alice"), "/accounts")).Text;
        text.ShouldContain("−¥84,210");
        text.ShouldContain("Net worth ¥1,216,540");
        text.ShouldContain("Not given");
    }

    [Fact]
    public async Task An_opening_balance_is_read_as_typed_and_sent_in_minor_units()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/accounts/new")).Hidden("class=\"form\"");
        Fill(fields, ("Form.Name", "Euro account"), ("Form.Kind", "bank"), ("Form.Currency", "EUR"), ("Form.OpeningBalance", "1,200.50 + 100"), ("Form.OpeningDate", "2026-01-01"), ("Form.InNetWorth", "true"));
        var answer = await Page.PostAsync(browser, "/accounts/new", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/accounts?done=account-added&change={FakeLedger.Change}");
        var sent = JsonDocument.Parse(Api.CallsTo("POST", Address).ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("openingBalance").GetInt64().ShouldBe(130_050);
        sent.GetProperty("openingDate").GetString().ShouldBe("2026-01-01");
        sent.GetProperty("inNetWorth").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_no_amount_is_refused_beside_the_field_and_kept()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/accounts/new")).Hidden("class=\"form\"");
        Fill(fields, ("Form.Name", "Bank"), ("Form.Kind", "bank"), ("Form.Currency", "JPY"), ("Form.OpeningBalance", "12.5"));
        var page = await Page.PostAsync(browser, "/accounts/new", fields);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Html.ShouldContain("id=\"Form_OpeningBalance-error\"");
        page.Html.ShouldContain("value=\"12.5\"");
        Api.CallsTo("POST", Address).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_taken_name_is_said_in_words()
    {
        Api.Answers["POST " + Address] = FakeApi.Problem(409, "name-taken");
        var browser = Web.Browser("hanako");
        var fields = (await Page.GetAsync(browser, "/accounts/new")).Hidden("class=\"form\"");
        Fill(fields, ("Form.Name", "Bank"), ("Form.Kind", "bank"), ("Form.Currency", "JPY"));
        (await Page.PostAsync(browser, "/accounts/new", fields)).Text.ShouldContain("この名前は使われています。");
    }

    [Fact]
    public async Task Closing_an_account_is_a_date_and_taking_it_away_opens_it_again()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, $"/accounts/{FakeHousehold.Bank}");
        page.Html.ShouldContain("value=\"500000\"");
        var fields = page.Hidden("method=\"post\" class=\"form\"");
        Fill(fields, ("Form.Name", "Bank"), ("Form.Kind", "bank"), ("Form.OpeningBalance", "500000"), ("Form.ClosedOn", "2026-10-31"));
        await Page.PostAsync(browser, $"/accounts/{FakeHousehold.Bank}", fields);
        var call = Api.CallsTo("PATCH", $"{Address}/{FakeHousehold.Bank}").ShouldHaveSingleItem();
        call.Headers["If-Match"].ShouldBe("\"1\"");
        JsonDocument.Parse(call.Body).RootElement.GetProperty("closedOn").GetString().ShouldBe("2026-10-31");
        JsonDocument.Parse(call.Body).RootElement.GetProperty("openingDate").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void The_front_counts_each_currencys_digits_as_the_api_does()
    {
        foreach (var code in Currencies.Common.Concat(Currencies.Others))
        {
            Currency.TryGet(code, out var currency).ShouldBeTrue(code);
            Currencies.Digits(code).ShouldBe(currency!.Digits, code);
        }
    }

    private static void Fill(Dictionary<string, string> fields, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            fields[name] = value;
        }
    }
}
