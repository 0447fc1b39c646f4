using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>What a household does with its rows once they are in: categories, rules, files. In a real browser, on the whole stack.</summary>
[Collection(nameof(SampleJourneys))]
[Trait("needs", "topology")]
public sealed class EveningJourneyTests(Browser browser, SampleJourneys.Stack stack) : IClassFixture<Browser>
{
    private const string Unsorted = "/transactions?category=none&kind=expense";

    [RequiresFact]
    [Trait("needs", "browser")]
    public Task A_person_sorts_rows_singly_and_several_at_once_and_makes_a_rule_with_and_without_JavaScript() =>
        stack.WalkAsync(browser, async (page, javaScript) =>
        {
            await TakesASuggestionAsync(page);
            await SortsSeveralAtOnceAsync(page);
            await MakesARuleInTheListAsync(page, javaScript);
        });

    [RequiresFact]
    [Trait("needs", "browser")]
    public Task A_person_takes_the_files_home_with_and_without_JavaScript() =>
        stack.WalkAsync(browser, async (page, _) =>
        {
            foreach (var place in new[] { "/transactions?kind=expense", "/reports", "/settings/data" })
                await DownloadsAsync(page, place);
        });

    private static async Task TakesASuggestionAsync(IPage page)
    {
        await page.GotoAsync(Unsorted);
        var before = await page.Locator(SampleVisitor.Rows).CountAsync();
        await page.Locator("button[name=take]").First.ClickAsync();
        await page.ToldAsync("The transaction was changed.");
        await page.Locator(SampleVisitor.Rows).HasAsync(before - 1);
        await page.UndoAsync();
        await page.Locator(SampleVisitor.Rows).HasAsync(before);
    }

    private static async Task SortsSeveralAtOnceAsync(IPage page)
    {
        await page.GotoAsync(Unsorted);
        var before = await page.Locator(SampleVisitor.Rows).CountAsync();
        for (var row = 0; row < 3; row++)
            await page.Locator("[data-picks]").Nth(row).CheckAsync();
        await page.Locator("#bulk-category").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.PressAsync("Set the category");
        await page.ToldAsync("The transactions were changed.");
        await page.Locator(SampleVisitor.Rows).HasAsync(before - 3);
        await page.UndoAsync();
        await page.Locator(SampleVisitor.Rows).HasAsync(before);
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
        await page.ToldAsync("From now on always so.");

        await page.GotoAsync("/settings/rules");
        await page.Locator(".rows > li").HasAsync(1);
        await page.Locator(".rows > li button").ClickAsync();
        await page.Locator(".rows > li").HasAsync(0);
    }

    private static async Task DownloadsAsync(IPage page, string place)
    {
        await page.GotoAsync(place);
        var links = await page.Locator("a[download]").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        links.Length.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var link in links)
        {
            var file = await page.APIRequest.GetAsync(link);
            file.Status.ShouldBe(200, link);
            file.Headers["content-disposition"].ShouldStartWith("attachment");
            (await file.TextAsync()).Length.ShouldBeGreaterThan(100);
        }
    }
}
