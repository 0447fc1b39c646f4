using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Goals;

/// <summary>How a goal stands.</summary>
public enum GoalStatus
{
    /// <summary>Projected to more than 105 % of the target.</summary>
    Ahead,

    /// <summary>Projected to at least 95 % of the target.</summary>
    OnTrack,

    /// <summary>Projected to less.</summary>
    Behind,

    /// <summary>The target is there already.</summary>
    Reached,
}

/// <summary>
/// Where a goal stands today. Months are calendar months, amounts minor units of the book's base currency; a division is
/// rounded once, half away from zero; a projection beyond a <see cref="long"/> becomes that end.
/// </summary>
/// <param name="Start">The first day that counts.</param>
/// <param name="Due">The day on which the target is due.</param>
/// <param name="ElapsedMonths">Whole months from the start to today; 0 before the start.</param>
/// <param name="TotalMonths">12 a year of the horizon, or whole months from the start to the target's date, at least 1.</param>
/// <param name="RemainingMonths">Total less elapsed, at least 1.</param>
/// <param name="SavedSinceStart">Income less expense since the start: the pace goes by this.</param>
/// <param name="Saved">Saved since the start, and the starting amount.</param>
/// <param name="NeededPerMonth">What is missing, over the remaining months; 0 when nothing is.</param>
/// <param name="Projected">Saved, and the remaining months at the pace so far: saved since the start over the elapsed months, at least 1.</param>
/// <param name="Status">By the projection beside the target.</param>
/// <param name="MonthsToTarget">Months from today until the target is there at that pace; null when that is never, or later than <see cref="MostMonths"/>.</param>
public sealed record GoalFigures(
    DateOnly Start,
    DateOnly Due,
    int ElapsedMonths,
    int TotalMonths,
    int RemainingMonths,
    long SavedSinceStart,
    long Saved,
    long NeededPerMonth,
    long Projected,
    GoalStatus Status,
    int? MonthsToTarget)
{
    /// <summary>A target that takes longer than this is not given a month: a hundred years.</summary>
    public const int MostMonths = 1200;

    private const int AheadPercent = 105;
    private const int OnTrackPercent = 95;

    /// <summary>Computes them.</summary>
    /// <param name="terms">The goal.</param>
    /// <param name="start">Its first day.</param>
    /// <param name="today">Today, where the book is.</param>
    /// <param name="savedSinceStart">Income less expense from the start up to today.</param>
    /// <param name="extraPerMonth">What if so much more, or less, were saved in each remaining month.</param>
    /// <exception cref="OverflowException">What is saved is beyond a <see cref="long"/>.</exception>
    public static GoalFigures Of(GoalTerms terms, DateOnly start, DateOnly today, long savedSinceStart, long extraPerMonth = 0)
    {
        var due = terms.Due(start);
        var elapsed = CalendarMonths.Whole(start, today);
        var total = Math.Max(CalendarMonths.Whole(start, due), 1);
        var remaining = Math.Max(total - elapsed, 1);
        var saved = checked(savedSinceStart + terms.StartingAmount);
        var missing = Int128.Max((Int128)terms.Target - saved, 0);
        var paced = Math.Max(elapsed, 1);
        var projected = Quotient.Saturated(
            saved + Quotient.Of((Int128)remaining * savedSinceStart, paced) + ((Int128)remaining * extraPerMonth));
        return new(
            start,
            due,
            elapsed,
            total,
            remaining,
            savedSinceStart,
            saved,
            Quotient.Saturated(Quotient.Of(missing, remaining)),
            projected,
            missing == 0 ? GoalStatus.Reached : StatusOf(projected, terms.Target),
            MonthsUntil(missing, paced, savedSinceStart + ((Int128)paced * extraPerMonth)));
    }

    private static GoalStatus StatusOf(Int128 projected, Int128 target) =>
        projected * 100 > target * AheadPercent ? GoalStatus.Ahead
        : projected * 100 >= target * OnTrackPercent ? GoalStatus.OnTrack
        : GoalStatus.Behind;

    // In so many months so much is saved; how many until the missing amount is?
    private static int? MonthsUntil(Int128 missing, int months, Int128 savedInMonths)
    {
        if (missing == 0)
            return 0;
        if (savedInMonths <= 0)
            return null;
        var until = Quotient.Ceiling(missing * months, savedInMonths);
        return until <= MostMonths ? (int)until : null;
    }
}
