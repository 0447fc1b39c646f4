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
        { "/login?failed=sign-in-again", null },
        { "/login?failed=signed-out", null },
        { "/login/code?methods=totp,recoveryCode,passkey", null },
        { $"/reset?token={FakeMembers.Link}", null },
        { "/reset?token=sm_old", null },
        { "/setup", null },
        { "/", "alice" },
        { "/", "hanako" },
        { "/", "newcomer" },
        { $"/?done=sample-loaded&change={FakeLedger.Change}", FakeSample.Person },
        { "/settings", "alice" },
        { "/settings", FakeSample.Person },
        { "/settings/categories?done=category-moved&change=0198c0de-0000-7000-8000-0000000c4a9e", "alice" },
        { "/settings/tokens", "alice" },
        { "/settings/members", "alice" },
        { "/settings/members?failed=last-owner", "hanako" },
        { "/settings/security", "alice" },
        { "/settings/security", "hanako" },
        { "/settings/security", FakeMembers.Guest },
        { "/settings/security/email", "alice" },
        { "/settings/security/password", "hanako" },
        { "/settings/security/app", "alice" },
        { "/settings/security/app", "hanako" },
        { "/settings/security/codes", "hanako" },
        { "/settings/security/passkeys", "alice" },
        { "/settings/security/passkeys?done=passkey-removed", "hanako" },
        { "/settings/security/sessions", "alice" },
        { "/settings/security/sessions", "hanako" },
        { "/settings/audit", "alice" },
        { "/settings/audit?cursor=older", "hanako" },
        { "/settings/data", "alice" },
        { "/settings/data", FakeMembers.Guest },
        { $"/invitation?token={FakeMembers.Link}", null },
        { $"/invitation?token={FakeMembers.Link}", "hanako" },
        { "/invitation", null },
        { "/books", "alice" },
        { "/books?done=book-deleted", "hanako" },
        { "/books?done=left", FakeMembers.Guest },
        { "/accounts", "alice" },
        { "/accounts/new", "alice" },
        { $"/accounts/{FakeHousehold.Bank}", "alice" },
        { "/transactions?month=2026-11&kind=expense", "alice" },
        { "/transactions", "hanako" },
        { $"/transactions/{FakeLedger.Uncategorised}/category", "alice" },
        { "/settings/rules", "hanako" },
        { "/transactions/new", "alice" },
        { $"/transactions/{FakeLedger.Row}", "alice" },
        { $"/transactions/{FakeTransfers.Lone.Id}", "hanako" },
        { $"/transactions/{FakeTransfers.Sides[0].Id}?done=transfer-parted&change={FakeLedger.Change}", "alice" },
        { $"/transfers?done=transfers-confirmed-always&change={FakeLedger.Change}", "alice" },
        { "/transfers?failed=suggestion-gone", "hanako" },
        { "/transfers", "settled" },
        { "/transfers/new", "alice" },
        { "/transfers/new", "hanako" },
        { "/import", "alice" },
        { $"/import/{FakeLedger.Preview}", "alice" },
        { $"/import/{FakeLedger.Preview}?show=suspect", "hanako" },
        { $"/import/{FakeLedger.Committed}", "alice" },
        { "/goals", "alice" },
        { "/goals?extra=20,000", "hanako" },
        { "/goals?extra=x", "alice" },
        { "/goals/new", "hanako" },
        { $"/goals/{FakeGoals.Trip}", "alice" },
        { $"/goals/{FakeGoals.House}?extra=-5000&done=goal-changed&change=0198c0de-0000-7000-8000-0000000c4a9e", "hanako" },
        { $"/goals/{FakeGoals.House}/edit", "alice" },
        { "/reports", "alice" },
        { "/reports?from=2020-01&to=2026-11", "hanako" },
        { "/", "onlooker" },
        { "/transactions", "onlooker" },
        { $"/transactions/{FakeLedger.Row}", "onlooker" },
        { "/settings", "onlooker" },
        { "/settings/categories", "onlooker" },
        { "/import", "onlooker" },
        { "/goals/new", "onlooker" },
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

        if (person == "newcomer")
        {
            FakeSample.Empty(Api);
        }

        if (person == "onlooker")
        {
            Api.Answers["GET auth/me"] = FakeAccess.Me(person, "viewer");
        }

        if (person == "settled")
        {
            FakeTransfers.Settle(Api);
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

    [RequiresTheory]
    [InlineData("/reports", "alice")]
    [InlineData("/reports", "hanako")]
    [InlineData("/import/{0}?show=new", "alice")]
    [InlineData("/import/{0}?show=new", "hanako")]
    public async Task A_phone_shows_every_amount_of_a_table_without_scrolling_sideways(string path, string person)
    {
        Api.Answers[$"GET books/{FakeAccess.Book}/imports/{FakeLedger.Preview}/rows"] = Microsoft.AspNetCore.Http.Results.Json(new
        {
            items = new[]
            {
                new
                {
                    line = 1204, outcome = "new", date = "2025-11-03", amount = -1_234_567, currency = "JPY", payee = "Kinokuniya Books Shinjuku South Store",
                    account = "みずほ銀行 普通 1234567", category = "Household/Furniture and curtains",
                },
            },
            next = (string?)null,
        });
        var page = await browser.OpenAsync(Web.Serve(), new Look(390));
        await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = person, Url = Web.Serve() }]);
        await page.GotoAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, FakeLedger.Preview));
        await Browser.ScreenshotAsync(page, $"phone-{path.Split('/')[1]}-{person}");
        (await page.Locator(".table--scroll td.num:last-child .amount:visible").CountAsync()).ShouldBeGreaterThan(0);
        (await page.EvaluateAsync<int[]>("[...document.querySelectorAll('.table--scroll')].map(region => region.scrollWidth - region.clientWidth)"))
            .ShouldAllBe(beyond => beyond <= 0);
        await page.Context.DisposeAsync();
    }

    [RequiresFact]
    public async Task The_month_changes_in_place_and_the_address_follows()
    {
        var page = await browser.OpenAsync(Web.Serve(), new Look());
        await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = "alice", Url = Web.Serve() }]);
        await page.GotoAsync("/");
        await page.EvaluateAsync("document.body.dataset.same = 'yes'");
        await page.ClickAsync("#month-previous");
        // Asked of the page itself: a navigation within the document can be over before anybody listens for it.
        await page.WaitForFunctionAsync("location.search === '?month=2026-10'");
        (await page.TextContentAsync(".months-shown")).ShouldBe("October 2026");
        (await page.EvaluateAsync<string>("document.body.dataset.same")).ShouldBe("yes");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("month-previous");
        await page.GoBackAsync();
        await page.WaitForFunctionAsync("document.querySelector('.months-shown').textContent === 'November 2026'");
        await page.Context.DisposeAsync();
    }

    [RequiresFact]
    public async Task A_what_if_answers_while_it_is_typed_and_the_address_follows()
    {
        var page = await browser.OpenAsync(Web.Serve(), new Look());
        await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = "alice", Url = Web.Serve() }]);
        await page.GotoAsync("/goals");
        await page.EvaluateAsync("document.body.dataset.same = 'yes'");
        await page.Locator("#extra").PressSequentiallyAsync("20,000");
        await page.GetByText("With ¥20,000 more a month: ¥2,587,000 projected.").WaitForAsync();
        await page.WaitForFunctionAsync("location.search === '?extra=20%2C000'");
        (await page.InputValueAsync("#extra")).ShouldBe("20,000");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("extra");
        (await page.EvaluateAsync<string>("document.body.dataset.same")).ShouldBe("yes");
        await page.Context.DisposeAsync();
    }

    [RequiresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_goal_s_date_is_asked_for_only_where_there_is_one(bool javaScript)
    {
        var page = await browser.OpenAsync(Web.Serve(), new Look(JavaScript: javaScript));
        await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = "alice", Url = Web.Serve() }]);
        await page.GotoAsync("/goals/new");
        var date = page.GetByLabel("Until", new() { Exact = true });
        (await date.IsVisibleAsync()).ShouldBeFalse();
        await page.GetByLabel("A date").CheckAsync();
        await date.FillAsync("2030-01-01");
        await page.GetByLabel("What for").FillAsync("Trip");
        await page.GetByLabel("Target").FillAsync("1200000+300000");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Set the goal" }).ClickAsync();
        await page.GetByText("The goal was set.").First.WaitForAsync();
        Api.CallsTo("POST", $"books/{FakeAccess.Book}/goals").ShouldHaveSingleItem().Body.ShouldContain("\"targetDate\":\"2030-01-01\"");
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
