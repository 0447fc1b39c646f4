using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>What a household does with its rows once they are in: categories, rules, transfers, files. In a real browser, on the whole stack.</summary>
[Trait("needs", "topology")]
public sealed class EveningJourneyTests(Browser browser) : IClassFixture<Browser>
{
    private const string Rows = "table.ledger tbody tr";

    [RequiresFact]
    [Trait("needs", "browser")]
    public async Task A_person_sorts_rows_makes_a_rule_confirms_a_transfer_and_takes_the_files_home_with_and_without_JavaScript()
    {
        await using var stack = await RunningStack.StartAsync("--sample");
        foreach (var javaScript in new[] { false, true })
        {
            var page = await browser.OpenAsync(stack.Address, new Look(JavaScript: javaScript, Locale: "en-GB"));
            await page.SignInAsSampleAsync();

            await TakesASuggestionAsync(page);
            await MakesARuleInTheListAsync(page, javaScript);
            await ConfirmsATransferAsync(page);
            foreach (var place in new[] { "/transactions?kind=expense", "/reports", "/settings" })
                await DownloadsAsync(page, stack.Address, place);
            await page.Context.DisposeAsync();
        }
    }

    private static async Task TakesASuggestionAsync(IPage page)
    {
        await page.GotoAsync("/transactions?category=none&kind=expense");
        var before = await page.Locator(Rows).CountAsync();
        await page.Locator("button[name=take]").First.ClickAsync();
        await HasAsync(page.Locator(Rows), before - 1);
        await UndoAsync(page);
        await HasAsync(page.Locator(Rows), before);
    }

    private static async Task MakesARuleInTheListAsync(IPage page, bool inPlace)
    {
        await page.Locator("td.wide a.plain").First.ClickAsync();
        var choice = page.Locator(".choose");
        await choice.WaitForAsync();
        (await page.Locator("table.ledger .choose").CountAsync()).ShouldBe(inPlace ? 1 : 0);
        await choice.Locator("select").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await choice.Locator("input[type=checkbox]").CheckAsync();
        await choice.Locator("button").ClickAsync();
        await ToldAsync(page);

        await page.GotoAsync("/settings/rules");
        await HasAsync(page.Locator(".rows > li"), 1);
        await page.Locator(".rows > li button").ClickAsync();
        await HasAsync(page.Locator(".rows > li"), 0);
    }

    private static async Task ConfirmsATransferAsync(IPage page)
    {
        await page.GotoAsync("/transfers");
        var suggested = page.Locator("form[action*=decide] button[value=confirm]");
        var before = await suggested.CountAsync();
        before.ShouldBePositive();
        await suggested.First.ClickAsync();
        await HasAsync(suggested, before - 1);
        await UndoAsync(page);
        await HasAsync(suggested, before);
    }

    private static async Task DownloadsAsync(IPage page, string address, string place)
    {
        await page.GotoAsync(place);
        var links = await page.Locator("a[download]").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        links.Length.ShouldBe(2);
        foreach (var link in links)
        {
            var file = await page.Context.APIRequest.GetAsync(address + link);
            file.Status.ShouldBe(200, link);
            file.Headers["content-disposition"].ShouldStartWith("attachment");
            (await file.TextAsync()).Length.ShouldBeGreaterThan(100);
        }
    }

    // Waits for the page that the click before leads to.
    private static Task HasAsync(ILocator rows, int count) => Assertions.Expect(rows).ToHaveCountAsync(count, new() { Timeout = 15_000 });

    private static async Task ToldAsync(IPage page)
    {
        await page.Locator("#notice .notice").WaitForAsync();
        (await page.Locator("#notice .notice--failed").CountAsync()).ShouldBe(0);
    }

    private static async Task UndoAsync(IPage page)
    {
        await ToldAsync(page);
        await page.Locator("#notice form button").ClickAsync();
    }
}
