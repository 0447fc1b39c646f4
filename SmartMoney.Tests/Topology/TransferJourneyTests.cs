using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>Money between a household's own accounts: found, entered, taken apart, put together. In a real browser, on the whole stack.</summary>
[Collection(nameof(SampleJourneys))]
[Trait("needs", "topology")]
public sealed class TransferJourneyTests(Browser browser, SampleJourneys.Stack stack) : IClassFixture<Browser>
{
    // What is entered here can be found again, and nothing else with it.
    private const string What = "envelope";
    private const string Found = "/transactions?q=" + What;

    [RequiresFact]
    [Trait("needs", "browser")]
    public Task A_person_enters_a_transfer_with_its_fee_takes_it_apart_and_makes_the_two_one_again_with_and_without_JavaScript() =>
        stack.WalkAsync(browser, async (page, _) =>
        {
            var (from, to) = await EntersAsync(page);
            await TakesApartAsync(page, from, to);
            await MakesOneOfTwoAsync(page);
            await DeletesAsync(page, 3);
        });

    [RequiresFact]
    [Trait("needs", "browser")]
    public Task A_person_confirms_one_suggestion_and_takes_that_back_with_and_without_JavaScript() =>
        stack.WalkAsync(browser, async (page, _) =>
        {
            await page.GotoAsync("/transfers");
            var suggested = page.Locator("form[action*=decide] button[value=confirm]");
            var before = await suggested.CountAsync();
            before.ShouldBePositive();
            await suggested.First.ClickAsync();
            await page.ToldAsync("The two are one transfer now");
            await suggested.HasAsync(before - 1);
            await page.UndoAsync();
            await suggested.HasAsync(before);
        });

    [RequiresFact]
    [Trait("needs", "browser")]
    public Task A_person_confirms_a_kind_from_now_on_and_is_asked_again_after_dropping_the_rule_with_and_without_JavaScript() =>
        stack.WalkAsync(browser, async (page, _) =>
        {
            var name = await AddsPairsAsync(page, 4_321, 8_642);
            await ConfirmsFromNowOnAsync(page, name);
            await page.UndoAsync();
            await Rules(page).HasAsync(0);

            await ConfirmsFromNowOnAsync(page, name);
            await AddsPairsAsync(page, 2_468);
            await page.GotoAsync(Found);
            await Transfers(page).HasAsync(6);

            await page.GotoAsync("/transfers");
            await Rules(page).Locator("button").ClickAsync();
            await page.ToldAsync("You will be asked again from now on.");
            await Rules(page).HasAsync(0);
            await DeletesAsync(page, 6);
        });

    private static async Task<(string From, string To)> EntersAsync(IPage page)
    {
        await page.GotoAsync("/transfers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Enter a transfer" }).ClickAsync();
        var from = page.Locator("#Form_FromAccountId");
        await from.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("#Form_ToAccountId").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        var accounts = await from.Locator("option").AllTextContentsAsync();
        await page.FillAsync("#Form_Amount", "12,345");
        await page.FillAsync("#Form_Fee", "110");
        await page.FillAsync("#Form_Description", What);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter the transfer" }).ClickAsync();
        await page.ToldAsync("The transfer was entered.");
        return (accounts[1], accounts[2]);
    }

    private static async Task TakesApartAsync(IPage page, string from, string to)
    {
        await page.GotoAsync(Found);
        (await page.Locator(SampleVisitor.Rows + " .amount").AllTextContentsAsync()).ShouldBe(["−¥12,345", "+¥12,345", "Expense −¥110"], ignoreOrder: true);
        await Transfers(page).HasAsync(2);
        await Transfers(page).GetByRole(AriaRole.Link, new() { Name = to, Exact = true }).ClickAsync();
        var other = page.Locator(".other-side");
        await Assertions.Expect(other).ToContainTextAsync($"A transfer to {to}:");
        await other.Locator("a").ClickAsync();
        await Assertions.Expect(other).ToContainTextAsync($"A transfer from {from}:");
        await page.PressAsync("Take apart");
        await page.ToldAsync("Taken apart.");
        await other.HasAsync(0);
    }

    private static async Task MakesOneOfTwoAsync(IPage page)
    {
        await page.GotoAsync(Found);
        await Transfers(page).HasAsync(0);
        var sides = page.Locator(SampleVisitor.Rows).Filter(new() { HasText = "12,345" }).Locator("[data-picks]");
        await sides.HasAsync(2);
        foreach (var side in await sides.AllAsync())
            await side.CheckAsync();
        await page.PressAsync("Make the two one transfer");
        await page.ToldAsync("The two are one transfer now");
        await Transfers(page).HasAsync(2);
        await page.UndoAsync();
        await Transfers(page).HasAsync(0);
    }

    // Of each amount two rows whose words say that they are one, from the first account to the second; the answer is what the page calls this.
    private static async Task<string> AddsPairsAsync(IPage page, params int[] amounts)
    {
        var me = await ReadAsync(page, "/api/v1/auth/me");
        var book = $"/api/v1/books/{me.GetProperty("books")[0].GetProperty("id").GetString()}";
        var accounts = (await ReadAsync(page, book + "/accounts")).GetProperty("items");
        foreach (var (account, amount) in amounts.SelectMany(amount => new[] { (accounts[0], -amount), (accounts[1], amount) }))
        {
            var added = await page.APIRequest.PostAsync(book + "/transactions", new()
            {
                Headers = [new("Idempotency-Key", Guid.NewGuid().ToString("N"))],
                DataObject = new
                {
                    accountId = account.GetProperty("id").GetString(),
                    date = me.GetProperty("books")[0].GetProperty("today").GetString(),
                    amount,
                    payee = "Deposit",
                    description = What,
                },
            });
            added.Status.ShouldBe(201, await added.TextAsync());
        }

        return $"{accounts[0].GetProperty("name").GetString()} → {accounts[1].GetProperty("name").GetString()}";
    }

    private static async Task<JsonElement> ReadAsync(IPage page, string path) =>
        (await (await page.APIRequest.GetAsync(path)).JsonAsync())!.Value;

    private static async Task ConfirmsFromNowOnAsync(IPage page, string name)
    {
        await page.GotoAsync("/transfers");
        var kind = page.Locator("section[aria-labelledby=kinds] li").Filter(new() { HasText = name });
        await Assertions.Expect(kind).ToContainTextAsync("2 suggestions");
        await kind.Locator("button[name=rule]").ClickAsync();
        await page.ToldAsync("What comes in later between these accounts is paired without asking.");
        await kind.HasAsync(0);
        await Assertions.Expect(Rules(page)).ToContainTextAsync(name);
    }

    private static async Task DeletesAsync(IPage page, int rows)
    {
        await page.GotoAsync(Found);
        await page.Locator("[data-picks]").HasAsync(rows);
        foreach (var pick in await page.Locator("[data-picks]").AllAsync())
            await pick.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.ToldAsync("The transactions were deleted.");
        await page.Locator(SampleVisitor.Rows).HasAsync(0);
    }

    private static ILocator Rules(IPage page) => page.Locator("section[aria-labelledby=rules] li");

    private static ILocator Transfers(IPage page) => page.Locator(SampleVisitor.Rows).Filter(new() { HasText = "Transfer" });
}
