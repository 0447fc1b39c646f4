using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Goals;
using Xunit;

namespace SmartMoney.Tests.Domain.Goals;

public class GoalMonthsTests
{
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    private static readonly Gen<Row> Rows =
        from day in Gen.Choose(-40, 500)
        from income in Gen.Elements(true, false)
        from amount in Gen.Choose(-2_000, 9_000)
        select new Row(NewYear.AddDays(day), income, amount);

    private static readonly Arbitrary<(Row[] Rows, DateOnly Start, DateOnly Today, int FirstDay)> Ledgers =
        (from rows in Rows.ArrayOf()
         from start in Gen.Choose(-60, 500)
         from today in Gen.Choose(-60, 500)
         from firstDay in Gen.OneOf(Gen.Elements(1, 25, 31), Gen.Choose(1, 31))
         select (rows, NewYear.AddDays(start), NewYear.AddDays(today), firstDay)).ToArbitrary();

    [Fact]
    public void Months_cut_at_both_ends_add_up_to_the_rows_of_the_days() => Prop.ForAll(Ledgers, x =>
    {
        var months = Since(x.Rows, x.Start, x.Today, x.FirstDay);
        return Sum(months.Select(month => month.Sums)) == Sum(x.Rows.Where(row => row.Date >= x.Start && row.Date <= x.Today).Select(row => row.Sums))
            && months.All(month => month.Sums == Sum(x.Rows.Where(row => row.Date >= month.From && row.Date <= month.To).Select(row => row.Sums)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Months_follow_one_another_without_a_gap_from_the_start_to_today() => Prop.ForAll(Ledgers, x =>
    {
        var months = Since(x.Rows, x.Start, x.Today, x.FirstDay);
        return months.Count == 0
            || (months[0].From >= x.Start && months[^1].To == x.Today
                && months.Zip(months.Skip(1)).All(pair => pair.First.To.AddDays(1) == pair.Second.From && pair.First.Month.Next == pair.Second.Month));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Complete_months_end_before_today_and_are_twelve_at_most() => Prop.ForAll(Ledgers, x =>
    {
        var months = GoalMonths.Complete(Whole(x.Rows, x.FirstDay), x.Today, x.FirstDay);
        return months.Count <= 12
            && months.All(month => month.To < x.Today && (month.From, month.To) == month.Month.Range(x.FirstDay)
                && month.Sums == Sum(x.Rows.Where(row => row.Date >= month.From && row.Date <= month.To).Select(row => row.Sums)))
            && (months.Count == 0 || months[^1].Month.Next == BookMonth.Of(x.Today, x.FirstDay));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Complete_months_start_with_the_first_that_has_rows()
    {
        var whole = new Dictionary<BookMonth, FlowSums> { [new(2026, 2)] = new(100, 0, 0), [new(2026, 5)] = new(7, 0, 0) };
        GoalMonths.Complete(whole, new(2026, 5, 31), 1).Select(month => (month.Month.ToString(), month.Sums.Net))
            .ShouldBe([("2026-02", 100), ("2026-03", 0), ("2026-04", 0)]);
        GoalMonths.Complete(whole, new(2027, 12, 1), 1).Count.ShouldBe(12);
        GoalMonths.Complete(whole, new(2026, 2, 28), 1).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(25, "2026-01-26", "2026-03-10", "2025-12", "2026-01-25")]
    [InlineData(25, "2026-01-24", "2026-01-24", "2025-12", "2026-01-24")]
    [InlineData(31, "2026-02-27", "2026-03-01", "2026-01", "2026-02-27")]
    [InlineData(31, "2026-02-28", "2026-03-01", "2026-02", "2026-02-28")]
    public void Paydays_cut_months_where_they_start(int firstDay, string start, string today, string known, string row)
    {
        BookMonth.TryParse(known, out var month).ShouldBeTrue();
        var (from, last) = (DateOnly.Parse(start), DateOnly.Parse(today));
        var rows = new[] { new Row(DateOnly.Parse(row), Income: true, 500), new Row(from, Income: true, 30), new Row(last.AddDays(1), Income: true, 7_000) };
        var months = Since(rows, from, last, firstDay);
        Sum(months.Select(item => item.Sums)).Net.ShouldBe(rows.Where(item => item.Date >= from && item.Date <= last).Sum(item => item.Amount));
        BookMonth.Of(DateOnly.Parse(row), firstDay).ShouldBeOneOf(month, month.Next);
    }

    [Fact]
    public void Refunds_lower_spending_and_may_outweigh_it()
    {
        var rows = new[] { new Row(NewYear, Income: false, -500), new Row(NewYear, Income: false, 800) };
        Since(rows, NewYear, NewYear, 1).ShouldHaveSingleItem().Sums.ShouldBe(new FlowSums(0, 300, 0));
    }

    [Fact]
    public void A_start_after_today_has_no_months() => Since([new(NewYear, Income: true, 5)], NewYear.AddDays(1), NewYear, 1).ShouldBeEmpty();

    private static IReadOnlyList<GoalMonth> Since(Row[] rows, DateOnly start, DateOnly today, int firstDay)
    {
        var (first, last) = (BookMonth.Of(start, firstDay), BookMonth.Of(today, firstDay));
        return GoalMonths.Since(
            Whole(rows, firstDay),
            Sum(rows.Where(row => row.Date < start && BookMonth.Of(row.Date, firstDay) == first).Select(row => row.Sums)),
            Sum(rows.Where(row => row.Date > today && BookMonth.Of(row.Date, firstDay) == last).Select(row => row.Sums)),
            start,
            today,
            firstDay);
    }

    private static Dictionary<BookMonth, FlowSums> Whole(IEnumerable<Row> rows, int firstDay) =>
        rows.GroupBy(row => BookMonth.Of(row.Date, firstDay)).ToDictionary(month => month.Key, month => Sum(month.Select(row => row.Sums)));

    private static FlowSums Sum(IEnumerable<FlowSums> sums) => sums.Aggregate(default(FlowSums), (sum, next) => sum + next);

    private sealed record Row(DateOnly Date, bool Income, long Amount)
    {
        public FlowSums Sums => Income ? new(Amount, 0, 0) : new(0, Amount, 0);
    }
}
