using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Calendar;
using Xunit;

namespace SmartMoney.Tests.Domain.Calendar;

public class CalendarMonthsTests
{
    private static readonly Arbitrary<(DateOnly From, int Months, int Days)> Spans =
        (from day in Gen.Choose(LedgerDate.Min.DayNumber, LedgerDate.Max.DayNumber)
         from months in Gen.Choose(0, 3600)
         from days in Gen.Choose(0, 27)
         select (DateOnly.FromDayNumber(day), months, days)).ToArbitrary();

    [Theory]
    [InlineData("2026-01-15", "2026-01-15", 0)]
    [InlineData("2026-01-15", "2026-02-14", 0)]
    [InlineData("2026-01-15", "2026-02-15", 1)]
    [InlineData("2026-01-01", "2027-01-01", 12)]
    [InlineData("2026-01-31", "2026-02-27", 0)]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2026-01-31", "2026-03-30", 1)]
    [InlineData("2026-01-31", "2026-03-31", 2)]
    [InlineData("2024-02-29", "2024-03-28", 0)]
    [InlineData("2024-02-29", "2024-03-29", 1)]
    [InlineData("2024-02-29", "2025-02-28", 12)]
    [InlineData("2024-02-29", "2028-02-28", 47)]
    [InlineData("2024-02-29", "2028-02-29", 48)]
    [InlineData("2026-02-15", "2026-01-15", 0)]
    [InlineData("1900-01-01", "2199-12-31", 3599)]
    public void A_month_has_passed_when_its_day_is_reached(string from, string to, int months) =>
        CalendarMonths.Whole(DateOnly.Parse(from), DateOnly.Parse(to)).ShouldBe(months);

    [Fact]
    public void So_many_months_later_so_many_months_have_passed_and_no_more_before_the_next() => Prop.ForAll(Spans, x =>
        CalendarMonths.Whole(x.From, x.From.AddMonths(x.Months)) == x.Months
        && CalendarMonths.Whole(x.From, x.From.AddMonths(x.Months).AddDays(x.Days)) == x.Months
        && (x.Months == 0 || CalendarMonths.Whole(x.From, x.From.AddMonths(x.Months).AddDays(-1)) == x.Months - 1)).QuickCheckThrowOnFailure();
}
