using FsCheck;
using FsCheck.Fluent;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Goals;
using Xunit;

namespace SmartMoney.Tests.Domain.Goals;

public class GoalProperties
{
    private static readonly Gen<long> Amounts = Gen.OneOf(
        from high in Gen.Choose(-1_000_000_000, 999_999_999) from low in Gen.Choose(0, 999_999) select (high * 1_000_000L) + low,
        Gen.Choose(-5_000, 5_000).Select(amount => (long)amount));

    private static readonly Gen<DateOnly> Days = Gen.Choose(LedgerDate.Min.DayNumber, LedgerDate.Max.DayNumber).Select(DateOnly.FromDayNumber);

    private static readonly Arbitrary<Case> Cases =
        (from target in Amounts
         from starting in Amounts
         from years in Gen.Elements(1, 3, 5, 10)
         from date in Days
         from dated in Gen.Elements(true, false)
         from start in Days
         from today in Days
         from saved in Amounts
         from extra in Amounts
         select new Case(new(Math.Abs(target) + 1, starting, dated ? null : years, dated ? date : null), start, today, saved, extra)).ToArbitrary();

    [Fact]
    public void Saving_what_is_needed_in_each_remaining_month_reaches_the_target_but_for_rounding() => Prop.ForAll(Cases, x =>
    {
        var figures = x.Figures();
        var there = figures.Saved + ((Int128)figures.NeededPerMonth * figures.RemainingMonths);
        return figures.NeededPerMonth >= 0 && Int128.Abs(Int128.Max(x.Terms.Target, figures.Saved) - there) * 2 <= figures.RemainingMonths;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Something_always_remains_and_nothing_counts_twice() => Prop.ForAll(Cases, x =>
    {
        var figures = x.Figures();
        return figures.RemainingMonths >= 1 && figures.TotalMonths >= 1 && figures.ElapsedMonths >= 0
            && figures.RemainingMonths == Math.Max(figures.TotalMonths - figures.ElapsedMonths, 1)
            && (x.Terms.HorizonYears is null || figures.TotalMonths == 12 * x.Terms.HorizonYears);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_a_month_adds_the_remaining_months_to_the_projection_and_never_worsens_the_status() => Prop.ForAll(Cases, x =>
    {
        var (asIs, more) = (x.Figures(), x.Figures(Math.Abs(x.Extra)));
        return more.Projected - (Int128)asIs.Projected == (Int128)asIs.RemainingMonths * Math.Abs(x.Extra)
            && Rank(more.Status) <= Rank(asIs.Status)
            && (asIs.MonthsToTarget is not { } before || more.MonthsToTarget <= before);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_month_of_the_target_is_the_first_in_which_the_pace_gets_there() => Prop.ForAll(Cases, x =>
    {
        var figures = x.Figures(x.Extra);
        return figures.MonthsToTarget is not { } months
            || (Reaches(months) && (months == 0 || !Reaches(months - 1)));

        // Over a common denominator: the pace is a fraction.
        bool Reaches(int after)
        {
            var elapsed = Math.Max(figures.ElapsedMonths, 1);
            return ((Int128)figures.Saved * elapsed) + (after * (figures.SavedSinceStart + ((Int128)x.Extra * elapsed))) >= (Int128)x.Terms.Target * elapsed;
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reached_is_told_exactly_when_the_target_is_saved() => Prop.ForAll(Cases, x =>
        (x.Figures().Status == GoalStatus.Reached) == (x.Saved + x.Terms.StartingAmount >= x.Terms.Target)).QuickCheckThrowOnFailure();

    private static int Rank(GoalStatus status) => status switch { GoalStatus.Reached => 0, GoalStatus.Ahead => 1, GoalStatus.OnTrack => 2, _ => 3 };

    private sealed record Case(GoalTerms Terms, DateOnly Start, DateOnly Today, long Saved, long Extra)
    {
        // Amounts within the ledger's limit over 300 years stay within a long: nothing here is cut off.
        public GoalFigures Figures(long extra = 0) => GoalFigures.Of(Terms, Start, Today, Saved, extra);
    }
}
