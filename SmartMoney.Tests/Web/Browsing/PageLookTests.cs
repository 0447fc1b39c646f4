using Deque.AxeCore.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Browsing;

/// <summary>Every page in both themes and widths, in Chromium: accessible, within its width, without errors.</summary>
[Trait("needs", "browser")]
public sealed class PageLookTests(Browser browser) : WebFrontTests, IClassFixture<Browser>
{
    public static TheoryData<string, string?> Pages => new()
    {
        { "/login", null },
        { "/setup", null },
        { "/", "alice" },
        { "/", "hanako" },
        { "/settings", "alice" },
        { "/settings/categories?done=category-moved&change=0198c0de-0000-7000-8000-0000000c4a9e", "alice" },
        { "/settings/tokens", "alice" },
        { "/accounts", "alice" },
        { "/accounts/new", "alice" },
        { $"/accounts/{FakeHousehold.Bank}", "alice" },
        { "/transactions?month=2026-11&kind=expense", "alice" },
        { "/transactions", "hanako" },
        { "/transactions/new", "alice" },
        { $"/transactions/{FakeLedger.Row}", "alice" },
        { "/import", "alice" },
        { $"/import/{FakeLedger.Preview}", "alice" },
        { $"/import/{FakeLedger.Preview}?show=suspect", "hanako" },
        { $"/import/{FakeLedger.Committed}", "alice" },
        { "/nowhere", "alice" },
    };

    [RequiresTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_in_both_themes_and_widths(string path, string? person)
    {
        if (path == "/setup")
        {
            Api.Answers["GET setup"] = Microsoft.AspNetCore.Http.Results.Json(new { required = true, tokenRequired = true });
        }

        foreach (var look in new[] { new Look(1280), new Look(390), new Look(1280, Dark: true), new Look(390, Dark: true) })
        {
            var page = await browser.OpenAsync(Web.Serve(), look);
            var errors = new List<string>();
            page.PageError += (_, error) => errors.Add(error);
            if (person is not null)
            {
                await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = person, Url = Web.Serve() }]);
            }

            await page.GotoAsync(path);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            var found = await page.RunAxe();
            found.Violations.Select(violation => $"{look}: {violation.Id}: {violation.Nodes[0].Html}").ShouldBeEmpty();
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, look.ToString());
            errors.ShouldBeEmpty();
            await page.Context.DisposeAsync();
        }
    }

    [RequiresFact]
    public async Task The_month_changes_in_place_and_the_address_follows()
    {
        var page = await browser.OpenAsync(Web.Serve(), new Look());
        await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = "alice", Url = Web.Serve() }]);
        await page.GotoAsync("/");
        await page.EvaluateAsync("document.body.dataset.same = 'yes'");
        await page.ClickAsync("#month-previous");
        await page.WaitForURLAsync("**/?month=2026-10");
        (await page.TextContentAsync(".months-shown")).ShouldBe("October 2026");
        (await page.EvaluateAsync<string>("document.body.dataset.same")).ShouldBe("yes");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("month-previous");
        await page.GoBackAsync();
        await page.WaitForFunctionAsync("document.querySelector('.months-shown').textContent === 'November 2026'");
        await page.Context.DisposeAsync();
    }

    [RequiresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_category_is_deleted_and_brought_back(bool javaScript)
    {
        var page = await browser.OpenAsync(Web.Serve(), new Look(JavaScript: javaScript));
        await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = "alice", Url = Web.Serve() }]);
        await page.GotoAsync("/settings/categories");
        await page.ClickAsync($"#edit-{FakeSettings.Rent:N}");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Delete “Rent”" }).ClickAsync();
        await page.GetByText("The category was deleted.").First.WaitForAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.GetByText("Undone.").First.WaitForAsync();
        await page.Context.DisposeAsync();
    }
}
