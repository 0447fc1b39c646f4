using Shouldly;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>From nothing to right numbers: sign up, bring a household's export in, and compare with an independent sum.</summary>
[Trait("needs", "topology")]
public sealed class ImportJourneyTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly GeneratedStatement Statement = MoneyForwardGenerator.Generate(new GeneratorOptions { Seed = 20, Rows = 2_000, Months = 14 });

    [Fact]
    public async Task Every_monthly_total_of_an_imported_file_equals_an_independent_sum()
    {
        await using var stack = await RunningStack.StartAsync();
        var book = await stack.SetUpAsync();

        var preview = await stack.UploadAsync(book, Statement.Bytes);
        preview.GetProperty("format").GetString().ShouldBe("moneyforward");
        preview.GetProperty("errorCount").GetInt32().ShouldBe(0);
        preview.GetProperty("new").GetInt32().ShouldBe(Statement.Rows.Count);
        (await stack.PostAsync($"/api/v1/books/{book}/imports/{preview.GetProperty("id").GetString()}/commit", new { }))
            .GetProperty("created").GetInt32().ShouldBe(Statement.Rows.Count);

        foreach (var month in Statement.Truth.Months)
        {
            var summary = await stack.GetAsync($"/api/v1/books/{book}/reports/summary?month={month.Month}");
            summary.GetProperty("income").GetInt64().ShouldBe(month.Income, month.Month);
            summary.GetProperty("expense").GetInt64().ShouldBe(month.Expense, month.Month);
            summary.GetProperty("net").GetInt64().ShouldBe(month.Net, month.Month);
        }

        var accounts = (await stack.GetAsync($"/api/v1/books/{book}/accounts")).GetProperty("items").EnumerateArray()
            .ToDictionary(account => account.GetProperty("name").GetString()!, account => account.GetProperty("balance").GetInt64());
        accounts.ShouldBe(Statement.Truth.Accounts.ToDictionary(account => account.Account, account => account.Balance), ignoreOrder: true);

        var again = await stack.UploadAsync(book, Statement.Bytes);
        again.GetProperty("new").GetInt32().ShouldBe(0);
        again.GetProperty("duplicates").GetInt32().ShouldBe(Statement.Rows.Count);
    }

    [RequiresTheory]
    [Trait("needs", "browser")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_signs_up_imports_and_sees_the_month_with_and_without_JavaScript(bool javaScript)
    {
        await using var stack = await RunningStack.StartAsync();
        var page = await browser.OpenAsync(stack.Address, new Look(JavaScript: javaScript));

        await page.GotoAsync("/");
        await page.FillAsync("#Email", RunningStack.Email);
        await page.FillAsync("#Password", RunningStack.Password);
        await page.FillAsync("#BookName", "Home");
        await page.SelectOptionAsync("#BaseCurrency", "JPY");
        await page.SelectOptionAsync("#Locale", "en");
        await page.ClickAsync("main form button.button");
        await page.WaitForURLAsync(stack.Address + "/");

        await page.GotoAsync("/import");
        await page.SetInputFilesAsync("#files", new Microsoft.Playwright.FilePayload { Name = "mf.csv", MimeType = "text/csv", Buffer = Statement.Bytes });
        await page.ClickAsync("form.form--drop button.button");
        await page.ClickAsync("form[action*=commit] .actions button:not(.button--second)");
        await page.WaitForSelectorAsync("summary.button--danger");

        foreach (var month in Statement.Truth.Months.TakeLast(3))
        {
            await page.GotoAsync($"/?month={month.Month}");
            var figures = await page.Locator(".figures dd.figure").AllTextContentsAsync();
            figures.Select(Yen).ShouldBe([month.Income, Math.Abs(month.Expense), Math.Abs(month.Net)], month.Month);
        }

        await page.Context.DisposeAsync();
    }

    // The sign is shown in ways of its own (a word, a minus of the language): the digits are what is compared.
    private static long Yen(string text) => long.Parse(string.Concat(text.Where(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);
}
