using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Browsing;

/// <summary>What transfers and suspects are with a browser: the same with and without JavaScript, and less to fill in with it.</summary>
[Trait("needs", "browser")]
public sealed class TransferBrowserTests(Browser browser) : WebFrontTests, IClassFixture<Browser>
{
    [RequiresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kind_is_confirmed_from_now_on_and_that_is_undone(bool javaScript)
    {
        var page = await OpenAsync("/transfers", javaScript);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm all, and from now on みずほ銀行 普通 → Suica" }).ClickAsync();
        await page.GetByText("is paired without asking.").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.GetByText("Undone.").First.WaitForAsync();
        await page.Context.DisposeAsync();
    }

    [RequiresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_rows_of_the_list_become_one_transfer(bool javaScript)
    {
        var page = await OpenAsync("/transactions", javaScript);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Make the two one transfer" });
        await page.Locator("[data-picks]").Nth(0).CheckAsync();
        (await button.IsEnabledAsync()).ShouldBe(!javaScript);
        await page.Locator("[data-picks]").Nth(1).CheckAsync();
        await button.ClickAsync();
        await page.GetByText("The two are one transfer now").First.WaitForAsync();
        await page.Context.DisposeAsync();
    }

    [RequiresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_arrives_is_asked_for_between_two_currencies(bool javaScript)
    {
        var dollars = FakeSettings.Id(501);
        Api.Answers[$"GET books/{FakeAccess.Book}/accounts"] = Results.Json(new
        {
            items = FakeHousehold.Accounts().Append(FakeHousehold.Account(dollars, "Dollars", "bank", 10_000, 3, 0, null, "USD", 2)),
            next = (string?)null,
        });
        var page = await OpenAsync("/transfers/new", javaScript);
        await page.SelectOptionAsync("#Form_FromAccountId", FakeHousehold.Bank.ToString());
        await page.SelectOptionAsync("#Form_ToAccountId", FakeHousehold.Suica.ToString());
        (await page.Locator("#Form_ToAmount").IsVisibleAsync()).ShouldBe(!javaScript);
        await page.SelectOptionAsync("#Form_ToAccountId", dollars.ToString());
        (await page.Locator("#Form_ToAmount").IsVisibleAsync()).ShouldBeTrue();
        await page.Context.DisposeAsync();
    }

    [RequiresFact]
    public async Task All_the_same_shows_in_each_choice_and_another_choice_takes_it_back()
    {
        Api.Answers[$"GET books/{FakeAccess.Book}/imports/{FakeLedger.Preview}"] = Results.Json(FakeLedger.Import(FakeLedger.Preview, "preview", "november.csv", suspects: 3));
        var page = await OpenAsync($"/import/{FakeLedger.Preview}", javaScript: true);
        var all = page.GetByLabel("All of these are the same");
        await all.CheckAsync();
        (await page.GetByLabel("It is the same").IsCheckedAsync()).ShouldBeTrue();
        await page.GetByLabel("Keep both").CheckAsync();
        (await all.IsCheckedAsync()).ShouldBeFalse();
        await page.GetByLabel("Leave out").CheckAsync();
        await all.CheckAsync();
        (await page.GetByLabel("Leave out").IsCheckedAsync()).ShouldBeTrue();
        await page.Context.DisposeAsync();
    }

    private async Task<IPage> OpenAsync(string path, bool javaScript)
    {
        var page = await browser.OpenAsync(Web.Serve(), new Look(JavaScript: javaScript));
        await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = "alice", Url = Web.Serve() }]);
        await page.GotoAsync(path);
        return page;
    }
}
