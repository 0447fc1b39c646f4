using Shouldly;
using SmartMoney.Domain.Goals;
using SmartMoney.Domain.Money;
using Xunit;

namespace SmartMoney.Tests.Domain.Goals;

public class GoalFiguresTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly GoalTerms Million = new(1_000_000, 0, HorizonYears: 1, TargetDate: null);

    [Fact]
    public void Needed_and_projected_follow_from_what_was_saved_so_far()
    {
        // Four of twelve months gone, 300,000 saved: (1,000,000 − 300,000) ÷ 8 and 300,000 + 8 × 300,000 ÷ 4.
        var figures = GoalFigures.Of(Million, Start, new(2026, 5, 14), 300_000);
        (figures.ElapsedMonths, figures.TotalMonths, figures.RemainingMonths).ShouldBe((4, 12, 8));
        (figures.Saved, figures.NeededPerMonth, figures.Projected).ShouldBe((300_000, 87_500, 900_000));
        figures.Status.ShouldBe(GoalStatus.Behind);
        figures.Due.ShouldBe(new DateOnly(2027, 1, 1));
        // 700,000 at 75,000 a month: in the tenth.
        figures.MonthsToTarget.ShouldBe(10);
    }

    [Theory]
    [InlineData(1_050_001, GoalStatus.Ahead)]
    [InlineData(1_050_000, GoalStatus.OnTrack)]
    [InlineData(950_000, GoalStatus.OnTrack)]
    [InlineData(949_999, GoalStatus.Behind)]
    public void The_status_has_its_bounds_at_105_and_95_per_cent(long projected, GoalStatus status)
    {
        var figures = GoalFigures.Of(Million with { StartingAmount = projected - 120_000 }, Start, Start, 0, extraPerMonth: 10_000);
        (figures.Projected, figures.Status).ShouldBe((projected, status));
    }

    [Fact]
    public void Nothing_elapsed_counts_as_one_month_of_pace()
    {
        var figures = GoalFigures.Of(Million, Start, new(2026, 1, 31), 80_000);
        (figures.ElapsedMonths, figures.RemainingMonths).ShouldBe((0, 12));
        figures.Projected.ShouldBe(80_000 + (12 * 80_000));
        figures.NeededPerMonth.ShouldBe(76_667); // 76,666.67
    }

    [Fact]
    public void An_empty_book_needs_it_all_and_projects_nothing()
    {
        var figures = GoalFigures.Of(Million, Start, Start, 0);
        (figures.Saved, figures.NeededPerMonth, figures.Projected, figures.Status, figures.MonthsToTarget).ShouldBe((0, 83_333, 0, GoalStatus.Behind, null));
    }

    [Fact]
    public void A_target_that_is_there_needs_nothing()
    {
        var figures = GoalFigures.Of(Million, Start, new(2026, 3, 1), 1_000_000);
        (figures.NeededPerMonth, figures.Status, figures.MonthsToTarget).ShouldBe((0, GoalStatus.Reached, 0));
    }

    [Fact]
    public void The_starting_amount_is_saved_but_is_no_pace()
    {
        var figures = GoalFigures.Of(Million with { StartingAmount = 600_000 }, Start, new(2026, 5, 1), 40_000);
        (figures.SavedSinceStart, figures.Saved).ShouldBe((40_000, 640_000));
        figures.NeededPerMonth.ShouldBe(45_000);
        figures.Projected.ShouldBe(640_000 + (8 * 10_000));
        var debt = GoalFigures.Of(Million with { StartingAmount = -200_000 }, Start, new(2026, 5, 1), 40_000);
        (debt.Saved, debt.NeededPerMonth).ShouldBe((-160_000, 145_000));
    }

    [Fact]
    public void A_start_on_a_leap_day_is_due_on_the_last_of_February()
    {
        var figures = GoalFigures.Of(Million, new(2024, 2, 29), new(2025, 2, 27), 0);
        (figures.Due, figures.ElapsedMonths, figures.TotalMonths, figures.RemainingMonths).ShouldBe((new DateOnly(2025, 2, 28), 11, 12, 1));
        GoalFigures.Of(Million with { HorizonYears = 5 }, new(2024, 2, 29), new(2028, 2, 29), 0).RemainingMonths.ShouldBe(12);
    }

    [Theory]
    [InlineData("2026-01-02", 1)]
    [InlineData("2026-02-01", 1)]
    [InlineData("2026-03-31", 2)]
    [InlineData("2199-12-31", 2087)]
    public void A_date_counts_whole_months_and_at_least_one(string date, int total)
    {
        var figures = GoalFigures.Of(new(1_000, 0, HorizonYears: null, DateOnly.Parse(date)), Start, Start, 0);
        (figures.TotalMonths, figures.RemainingMonths, figures.Due).ShouldBe((total, total, DateOnly.Parse(date)));
    }

    [Fact]
    public void After_its_day_one_month_always_remains()
    {
        var figures = GoalFigures.Of(Million, Start, new(2030, 1, 1), 480_000);
        (figures.ElapsedMonths, figures.RemainingMonths, figures.NeededPerMonth).ShouldBe((48, 1, 520_000));
        figures.Projected.ShouldBe(490_000);
    }

    [Fact]
    public void Before_its_start_nothing_has_elapsed()
    {
        var figures = GoalFigures.Of(Million, Start, new(2025, 6, 1), 0);
        (figures.ElapsedMonths, figures.RemainingMonths).ShouldBe((0, 12));
    }

    [Fact]
    public void More_a_month_is_projected_over_the_remaining_months()
    {
        var figures = GoalFigures.Of(Million, Start, new(2026, 5, 1), 300_000, extraPerMonth: 12_500);
        (figures.Projected, figures.Status, figures.NeededPerMonth).ShouldBe((1_000_000, GoalStatus.OnTrack, 87_500));
        figures.MonthsToTarget.ShouldBe(8);
        var less = GoalFigures.Of(Million, Start, new(2026, 5, 1), 300_000, extraPerMonth: -75_000);
        (less.Projected, less.Status, less.MonthsToTarget).ShouldBe((300_000, GoalStatus.Behind, null));
    }

    [Fact]
    public void A_target_beyond_a_hundred_years_has_no_month()
    {
        GoalFigures.Of(Million with { Target = 1_200 }, Start, new(2026, 2, 1), 1).MonthsToTarget.ShouldBe(1_199);
        GoalFigures.Of(Million with { Target = 1_202 }, Start, new(2026, 2, 1), 1).MonthsToTarget.ShouldBeNull();
    }

    [Fact]
    public void Huge_amounts_do_not_overflow()
    {
        var terms = new GoalTerms(MinorUnits.Limit, MinorUnits.Limit, HorizonYears: null, new(2199, 12, 31));
        var rich = GoalFigures.Of(terms, new(1900, 1, 1), new(1900, 1, 1), long.MaxValue - MinorUnits.Limit, MinorUnits.Limit);
        (rich.Saved, rich.Projected, rich.Status).ShouldBe((long.MaxValue, long.MaxValue, GoalStatus.Reached));
        var poor = GoalFigures.Of(terms, new(1900, 1, 1), new(1900, 1, 1), long.MinValue + MinorUnits.Limit, -MinorUnits.Limit);
        (poor.Projected, poor.Status, poor.MonthsToTarget).ShouldBe((long.MinValue, GoalStatus.Behind, null));
        poor.NeededPerMonth.ShouldBeGreaterThan(0);
        Should.Throw<OverflowException>(() => GoalFigures.Of(terms, Start, Start, long.MaxValue));
    }
}
