using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Reports;

public sealed class ReportPagesTests : WebFrontTests
{
    [Fact]
    public async Task The_months_asked_for_are_summed_by_month_and_by_category()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/reports?from=2026-10&to=2026-11");
        page.Text.ShouldContain("Oct 2026");
        page.Text.ShouldContain("Groceries 39 −¥71,790 Eating out 11 −¥23,480");
        page.Text.ShouldContain("Salary 1 ¥412,000");
        page.Html.ShouldContain($"/api/v1/books/{FakeAccess.Book}/reports/cashflow.csv?from=2026-10&amp;to=2026-11");
        page.Html.ShouldContain($"/api/v1/books/{FakeAccess.Book}/reports/categories.csv?from=2026-10&amp;to=2026-11");
        Api.CallsTo("GET", $"books/{FakeAccess.Book}/reports/categories").ShouldHaveSingleItem().Query.ShouldBe("?from=2026-10&to=2026-11");
    }

    [Theory]
    [InlineData("from=soon", "A month is written as 2026-01.")]
    [InlineData("from=2026-11&to=2026-10", "The first month is after the last.")]
    [InlineData("from=1999-01&to=2026-10", "At most 120 months can be shown.")]
    public async Task A_range_that_cannot_be_shown_is_explained_and_another_one_shown(string query, string explanation)
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/reports?" + query);
        page.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        page.Text.ShouldContain(explanation);
    }

    [Fact]
    public async Task The_page_speaks_Japanese()
    {
        var page = await Page.GetAsync(Web.Browser("hanako"), "/reports");
        page.Text.ShouldContain("レポート");
        page.Text.ShouldContain("カテゴリー別");
    }
}
