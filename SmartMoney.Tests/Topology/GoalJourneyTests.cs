using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>A goal from the browser to the database and back: the web front and the API mean the same by every field.</summary>
[Trait("needs", "topology")]
public sealed class GoalJourneyTests(Browser browser) : IClassFixture<Browser>
{
    [RequiresFact]
    [Trait("needs", "browser")]
    public async Task A_person_sets_a_goal_sees_its_figures_and_their_months_deletes_it_and_takes_that_back_with_and_without_JavaScript()
    {
        await using var stack = await RunningStack.StartAsync();
        await SavesForAYearAsync(stack);
        foreach (var javaScript in new[] { false, true })
        {
            var page = await browser.OpenAsync(stack.Address, new Look(JavaScript: javaScript));
            await page.SignInAsync(RunningStack.Email, RunningStack.Password);
            await SetsAsync(page);
            await SeesTheFiguresAsync(page, javaScript);
            await DeletesAndTakesBackAsync(page);
            await page.Context.DisposeAsync();
        }
    }

    // 100,000 a month; the current month has nothing yet.
    private static async Task SavesForAYearAsync(RunningStack stack)
    {
        var book = $"/api/v1/books/{await stack.SetUpAsync()}";
        var today = DateOnly.Parse((await stack.GetAsync(book)).GetProperty("today").GetString()!, CultureInfo.InvariantCulture);
        var account = (await stack.PostAsync(book + "/accounts", new { name = "Bank", kind = "bank" })).GetProperty("id").GetString();
        for (var ago = 1; ago <= 12; ago++)
            await stack.PostAsync(book + "/transactions", new { accountId = account, date = new DateOnly(today.Year, today.Month, 1).AddMonths(-ago), amount = 100_000 });
    }

    private static async Task SetsAsync(IPage page)
    {
        await page.GotoAsync("/goals");
        await page.GetByText("What are you saving for?").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Set the first goal" }).ClickAsync();
        await page.GetByLabel("What for").FillAsync("Car");
        await page.GetByLabel("Target").FillAsync("3,600,000");
        await page.GetByLabel("3 years").CheckAsync();
        await page.GetByLabel("Bank").CheckAsync();
        await page.PressAsync("Set the goal");
        await page.ToldAsync("The goal was set.");
    }

    private static async Task SeesTheFiguresAsync(IPage page, bool asTyped)
    {
        (await page.Locator(".head .status").TextContentAsync())!.Trim().ShouldBe("On track");
        (await page.Locator(".reckoning .figure").AllTextContentsAsync()).ShouldBe(["¥1,200,000", "¥100,000", "¥3,600,000", "100 %"]);
        await page.Locator(".reckoning summary").Nth(1).ClickAsync();
        await page.GetByText("(¥3,600,000 − ¥1,200,000) ÷ 24 = ¥100,000").WaitForAsync();
        await page.Locator("#extra").FillAsync("20000");
        if (!asTyped)
            await page.PressAsync("Show");
        await page.GetByText("With ¥20,000 more a month: ¥4,080,000 projected.").WaitForAsync();
        await page.Locator("#months ~ .table--scroll tbody a").First.ClickAsync();
        await page.Locator(SampleVisitor.Rows).HasAsync(1);
        (await page.Locator(SampleVisitor.Rows).TextContentAsync())!.ShouldContain("¥100,000");

        await page.GotoAsync("/");
        (await page.Locator(".goals--few").TextContentAsync())!.ShouldContain("Car");
    }

    private static async Task DeletesAndTakesBackAsync(IPage page)
    {
        await OpensAsync(page);
        await DeletesAsync(page);
        await page.UndoAsync();
        await OpensAsync(page);
        (await page.Locator(".reckoning .figure").First.TextContentAsync()).ShouldBe("¥1,200,000");
        await DeletesAsync(page);
    }

    private static async Task OpensAsync(IPage page)
    {
        await page.GotoAsync("/goals");
        await page.GetByRole(AriaRole.Link, new() { Name = "Car" }).ClickAsync();
        await page.Locator(".reckoning").First.WaitForAsync();
    }

    private static async Task DeletesAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Change" }).ClickAsync();
        await page.PressAsync("Delete “Car”");
        await page.ToldAsync("The goal was deleted.");
    }
}
