using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Calendar;
using Xunit;

namespace SmartMoney.Tests.Domain.Calendar;

public class BookMonthTests
{
    private static readonly Arbitrary<(DateOnly Date, int FirstDay)> Days =
        (from day in Gen.Choose(LedgerDate.Min.DayNumber, LedgerDate.Max.DayNumber)
         from first in Gen.Choose(1, 31)
         select (DateOnly.FromDayNumber(day), first)).ToArbitrary();

    [Theory]
    [InlineData("2026-01", 1, "2026-01-01", "2026-01-31")]
    [InlineData("2026-01", 25, "2026-01-25", "2026-02-24")]
    [InlineData("2026-12", 25, "2026-12-25", "2027-01-24")]
    [InlineData("2026-01", 31, "2026-01-31", "2026-02-27")]
    [InlineData("2026-02", 31, "2026-02-28", "2026-03-30")]
    [InlineData("2028-02", 31, "2028-02-29", "2028-03-30")]
    [InlineData("2026-02", 30, "2026-02-28", "2026-03-29")]
    [InlineData("2026-04", 31, "2026-04-30", "2026-05-30")]
    public void A_month_is_labelled_by_where_it_starts_and_a_missing_day_is_clamped(string label, int firstDay, string from, string to)
    {
        BookMonth.TryParse(label, out var month).ShouldBeTrue();
        month.Range(firstDay).ShouldBe((DateOnly.Parse(from), DateOnly.Parse(to)));
        month.ToString().ShouldBe(label);
    }

    [Theory]
    [InlineData("2026-01-24", 25, "2025-12")]
    [InlineData("2026-01-25", 25, "2026-01")]
    [InlineData("2026-02-27", 31, "2026-01")]
    [InlineData("2026-02-28", 31, "2026-02")]
    [InlineData("2028-02-28", 31, "2028-01")]
    [InlineData("2026-03-30", 31, "2026-02")]
    public void A_day_belongs_to_the_month_that_started_last(string date, int firstDay, string label) =>
        BookMonth.Of(DateOnly.Parse(date), firstDay).ToString().ShouldBe(label);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-1")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("26-01")]
    [InlineData("2026/01")]
    [InlineData("2026-01-01")]
    [InlineData("1899-12")]
    [InlineData("2200-01")]
    public void What_is_not_a_month_is_refused(string? text) => BookMonth.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Every_day_lies_in_the_range_of_its_month() => Prop.ForAll(Days, x =>
    {
        var (from, to) = BookMonth.Of(x.Date, x.FirstDay).Range(x.FirstDay);
        return from <= x.Date && x.Date <= to;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Months_follow_each_other_without_gap_or_overlap() => Prop.ForAll(Days, x =>
    {
        var month = BookMonth.Of(x.Date, x.FirstDay);
        return month.End(x.FirstDay).AddDays(1) == month.Next.Start(x.FirstDay)
            && month.Previous.End(x.FirstDay).AddDays(1) == month.Start(x.FirstDay)
            && month.Next.Previous == month;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_month_of_a_day_is_what_the_database_computes() => Prop.ForAll(Days, x =>
    {
        // book_month(date, first_day): this calendar month once the (clamped) first day is reached, otherwise the one before.
        var reached = x.Date.Day >= Math.Min(x.FirstDay, DateTime.DaysInMonth(x.Date.Year, x.Date.Month));
        var label = reached ? x.Date : new DateOnly(x.Date.Year, x.Date.Month, 1).AddMonths(-1);
        return BookMonth.Of(x.Date, x.FirstDay) == new BookMonth(label.Year, label.Month);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Months_count_and_compare_as_labels_do() => Prop.ForAll(Days, Gen.Choose(-500, 500).ToArbitrary(), (x, months) =>
    {
        var month = BookMonth.Of(x.Date, 1);
        var other = month.AddMonths(months);
        return other.MonthsSince(month) == months && (other > month) == (months > 0) && (other <= month) == (months <= 0)
            && string.CompareOrdinal(other.ToString(), month.ToString()) * months >= 0;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    public void A_first_day_outside_1_to_31_is_a_mistake_of_the_caller(int firstDay) =>
        Should.Throw<ArgumentOutOfRangeException>(() => BookMonth.Of(new DateOnly(2026, 1, 1), firstDay));
}
