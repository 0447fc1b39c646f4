using Shouldly;
using SmartMoney.Web.Formatting;
using Xunit;

namespace SmartMoney.Tests.Web.Formatting;

public sealed class MonthTests
{
    [Theory]
    [InlineData("2026-11-20", 1, "2026-11")]
    [InlineData("2026-11-20", 25, "2026-10")]
    [InlineData("2026-11-25", 25, "2026-11")]
    [InlineData("2026-02-28", 31, "2026-02")]
    [InlineData("2026-02-27", 31, "2026-01")]
    [InlineData("2026-01-01", 25, "2025-12")]
    public void A_month_is_named_by_where_it_starts(string day, int firstDay, string month) =>
        Month.Of(DateOnly.Parse(day), firstDay).ToString().ShouldBe(month);

    [Theory]
    [InlineData("2026-13")]
    [InlineData("0000-01")]
    [InlineData("2026-1")]
    [InlineData("２０２６-01")]
    [InlineData("2026-01-01")]
    [InlineData(null)]
    public void What_is_not_a_month_is_refused(string? text) => Month.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Months_can_be_counted_over_years() => new Month(2026, 11).Plus(-23).ShouldBe(new Month(2024, 12));
}
