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
    public async Task A_person_sets_a_goal_sees_its_figures_and_their_months_deletes_it_and_takes_that_back()
    {
        await using var stack = await RunningStack.StartAsync();
        var page = await browser.OpenAsync(stack.Address, new Look());
        await page.GotoAsync("/");
        await page.FillAsync("#Email", RunningStack.Email);
        await page.FillAsync("#Password", RunningStack.Password);
        await page.FillAsync("#BookName", "Home");
        await page.SelectOptionAsync("#BaseCurrency", "JPY");
        await page.SelectOptionAsync("#Locale", "en");
        await page.ClickAsync("main form button.button");
        await page.WaitForFunctionAsync("location.pathname === '/' && document.querySelector('.rail')");
        // A year of saving 100,000 a month; the current month has nothing yet.
        await page.EvaluateAsync("""
            async () => {
              const post = async (path, body) => (await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();
              const book = '/api/v1/books/' + (await (await fetch('/api/v1/books')).json()).items[0].id;
              const today = (await (await fetch(book)).json()).today;
              const account = await post(book + '/accounts', { name: 'Bank', kind: 'bank' });
              for (let i = 1; i <= 12; i++) {
                const day = new Date(Date.UTC(+today.slice(0, 4), +today.slice(5, 7) - 1 - i, 1)).toISOString().slice(0, 10);
                await post(book + '/transactions', { accountId: account.id, date: day, amount: 100000 });
              }
            }
            """);

        await page.GotoAsync("/goals");
        await page.GetByText("What are you saving for?").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Set the first goal" }).ClickAsync();
        await page.GetByLabel("What for").FillAsync("Car");
        await page.GetByLabel("Target").FillAsync("3,600,000");
        await page.GetByLabel("3 years").CheckAsync();
        await page.GetByLabel("Bank").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the goal" }).ClickAsync();

        await page.GetByText("The goal was set.").First.WaitForAsync();
        (await page.Locator(".head .status").TextContentAsync())!.Trim().ShouldBe("On track");
        (await page.Locator(".reckoning .figure").AllTextContentsAsync()).ShouldBe(["¥1,200,000", "¥100,000", "¥3,600,000", "100 %"]);
        await page.Locator(".reckoning summary").Nth(1).ClickAsync();
        await page.GetByText("(¥3,600,000 − ¥1,200,000) ÷ 24 = ¥100,000").WaitForAsync();
        await page.Locator("#extra").FillAsync("20000");
        await page.GetByText("With ¥20,000 more a month: ¥4,080,000 projected.").WaitForAsync();
        await page.Locator("#months ~ .table--scroll tbody a").First.ClickAsync();
        await page.GetByText("¥100,000").First.WaitForAsync();

        await page.GotoAsync("/");
        (await page.Locator(".goals--few").TextContentAsync())!.ShouldContain("Car");
        await page.GotoAsync("/goals");
        await page.GetByRole(AriaRole.Link, new() { Name = "Car" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete “Car”" }).ClickAsync();
        await page.GetByText("The goal was deleted.").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Car" }).ClickAsync();
        (await page.Locator(".reckoning .figure").First.TextContentAsync()).ShouldBe("¥1,200,000");
        await page.Context.DisposeAsync();
    }
}
