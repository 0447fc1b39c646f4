using Microsoft.AspNetCore.Http;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Dashboard;
using Xunit;

namespace SmartMoney.Tests.Web.Dashboard;

public sealed class DashboardTests : WebFrontTests
{
    [Fact]
    public async Task The_month_is_shown_beside_the_month_and_the_year_before()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/?month=2026-11");
        page.Text.ShouldContain("November 2026");
        page.Text.ShouldContain("¥412,000 ¥14,000 more than in Oct");
        page.Text.ShouldContain("−¥246,600 ¥8,780 more than in Oct");
        page.Text.ShouldContain("less than a year ago");
    }

    [Fact]
    public async Task The_same_page_speaks_Japanese()
    {
        var page = await Page.GetAsync(Web.Browser("hanako"), "/?month=2026-11");
        page.Text.ShouldContain("2026年11月");
        page.Text.ShouldContain("10月より ¥14,000 多い");
        page.Text.ShouldContain("純資産");
        page.Text.ShouldContain("50万");
    }

    [Fact]
    public async Task The_months_around_it_are_links_and_the_chart_has_a_table()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/?month=2026-10");
        page.Html.ShouldContain("href=\"/?month=2026-09\"");
        page.Html.ShouldContain("href=\"/?month=2026-11\"");
        page.Text.ShouldContain("This month");
        page.Text.ShouldContain("Show as a table");
        page.Html.ShouldContain("<table class=\"table\">");
    }

    [Fact]
    public async Task A_month_that_is_none_shows_today()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/?month=2026-99");
        page.Text.ShouldContain("November 2026");
    }

    [Fact]
    public async Task Spending_is_listed_largest_first_and_the_rest_is_one_line()
    {
        var text = (await Page.GetAsync(Web.Browser("alice"), "/")).Text;
        text.IndexOf("Rent", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("Groceries", StringComparison.Ordinal));
        text.ShouldContain("3 more categories");
        text.ShouldContain("+¥5,280");
    }

    [Fact]
    public async Task What_is_left_to_do_is_counted()
    {
        var text = (await Page.GetAsync(Web.Browser("alice"), "/")).Text;
        text.ShouldContain("7 transactions have no category");
        text.ShouldContain("2 accounts have no opening balance");
        text.ShouldContain("2 transactions have no exchange rate");
    }

    [Fact]
    public async Task An_empty_book_teaches_one_thing()
    {
        Api.Answers[$"GET books/{FakeAccess.Book}/accounts"] = Results.Json(new { items = Array.Empty<object>(), next = (string?)null });
        var page = await Page.GetAsync(Web.Browser("alice"), "/");
        page.Text.ShouldContain("See where the money goes");
        page.Html.ShouldNotContain("class=\"figures\"");
    }

    [Fact]
    public async Task A_session_that_ends_between_two_calls_leads_to_the_login()
    {
        Api.Answers[$"GET books/{FakeAccess.Book}/reports/summary"] = FakeApi.Problem(401, "unauthorized");
        var page = await Page.GetAsync(Web.Browser("alice"), "/?month=2026-10");
        page.Response.Headers.Location!.ToString().ShouldBe("/login?returnUrl=%2F%3Fmonth%3D2026-10&failed=signed-out");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 8)]
    [InlineData(820_000, 1_000_000)]
    [InlineData(412_000, 600_000)]
    [InlineData(900_719_925_474_099, 1_000_000_000_000_000)]
    public void The_scale_of_the_chart_ends_at_a_round_number(long most, long top)
    {
        var ticks = CashflowChart.Scale(most);
        ticks[0].ShouldBe(top);
        ticks[^1].ShouldBe(0);
        ticks.Count.ShouldBeInRange(2, 5);
    }

    [Fact]
    public void A_bar_never_leaves_the_chart()
    {
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var items = Enumerable.Range(1, 12).Select(month => new CashflowItem(
                $"2026-{month:00}", random.NextInt64(-1_000_000, 1_000_000_000_000), -random.NextInt64(-1_000_000, 1_000_000_000_000), 0, 0));
            var chart = CashflowChart.Of(items);
            chart.Bars.Count.ShouldBe(12);
            chart.Bars.ShouldAllBe(bar => bar.IncomeHeight >= 0 && bar.IncomeHeight <= CashflowChart.Height
                && bar.ExpenseHeight >= 0 && bar.ExpenseHeight <= CashflowChart.Height);
        }
    }
}
