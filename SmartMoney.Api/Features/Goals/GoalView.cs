using System.Text.Json.Serialization;
using SmartMoney.Domain.Goals;

namespace SmartMoney.Api.Features.Goals;

/// <summary>
/// A goal and how it stands today. Amounts are minor units of the book's base currency; divisions are rounded half away
/// from zero. Elapsed, total and remaining months are calendar months: one has passed when the same day of the next is reached.
/// </summary>
/// <param name="TargetAmount">What there is to be in the end.</param>
/// <param name="HorizonYears">1, 3, 5 or 10; null with a target date.</param>
/// <param name="TargetDate">The day on which it is due; null with a horizon.</param>
/// <param name="StartDate">The start as it was given; null takes the first day with a row that counts.</param>
/// <param name="StartingAmount">What was there at the start: saved, but not part of the pace.</param>
/// <param name="AccountIds">The accounts whose rows count; none counts the whole book.</param>
/// <param name="Position">Order among the book's goals.</param>
/// <param name="CurrencyDigits">Decimal digits of the base currency's minor unit.</param>
/// <param name="Start">The first day that counts; today as long as there is no row.</param>
/// <param name="Due">The target date, or the horizon's last day.</param>
/// <param name="ElapsedMonths">From the start to today.</param>
/// <param name="TotalMonths">12 a year of the horizon, or from the start to the target date, at least 1.</param>
/// <param name="RemainingMonths">Total less elapsed, at least 1.</param>
/// <param name="SavedSinceStart">Income plus expense from the start to today; transfers and excluded rows never count.</param>
/// <param name="Saved">Saved since the start plus the starting amount.</param>
/// <param name="Unconverted">Rows since the start without a rate into the base currency: not in what is saved.</param>
/// <param name="NeededPerMonth">(target − saved) ÷ remaining months; 0 when nothing is missing.</param>
/// <param name="Projected">Saved + remaining months × saved since the start ÷ elapsed months, at least 1.</param>
/// <param name="Status">ahead above 105 % of the target, onTrack from 95 %, behind below; reached when it is saved already.</param>
/// <param name="ReachedIn">The book's month in which the target is there at the pace so far, YYYY-MM; null when that is never or beyond 100 years.</param>
/// <param name="Achievability">Whether the last complete months save what is needed.</param>
/// <param name="WhatIf">The same with so much more saved in each remaining month; only when asked for with extraPerMonth.</param>
/// <param name="Version">Counts the changes; the ETag.</param>
public sealed record GoalView(
    Guid Id,
    string Name,
    long TargetAmount,
    int? HorizonYears,
    DateOnly? TargetDate,
    DateOnly? StartDate,
    long StartingAmount,
    IReadOnlyList<Guid> AccountIds,
    int Position,
    string Currency,
    int CurrencyDigits,
    DateOnly Start,
    DateOnly Due,
    int ElapsedMonths,
    int TotalMonths,
    int RemainingMonths,
    long SavedSinceStart,
    long Saved,
    long Unconverted,
    long NeededPerMonth,
    long Projected,
    GoalStatus Status,
    string? ReachedIn,
    Achievability Achievability,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GoalWhatIf? WhatIf,
    int Version);

/// <summary>How a goal would stand with another amount saved in each remaining month.</summary>
/// <param name="ExtraPerMonth">So much more, or less when negative.</param>
/// <param name="Projected">As it is, plus remaining months × the extra.</param>
/// <param name="Status">By that projection.</param>
/// <param name="ReachedIn">The book's month in which the target would be there, YYYY-MM; null when that is never or beyond 100 years.</param>
/// <param name="Achievability">The average of the last complete months plus the extra, beside what is needed.</param>
public sealed record GoalWhatIf(long ExtraPerMonth, long Projected, GoalStatus Status, string? ReachedIn, Achievability Achievability);

/// <summary>The months behind a goal's figures: they add up to them.</summary>
/// <param name="Goal">The goal as it stands.</param>
/// <param name="Months">From the first month with rows since the start to the current one, oldest first; their net adds up to savedSinceStart.</param>
/// <param name="CompleteMonths">The complete months behind the achievability, oldest first; their average is averageNet.</param>
public sealed record GoalExplanation(GoalView Goal, IReadOnlyList<GoalMonthView> Months, IReadOnlyList<GoalMonthView> CompleteMonths);

/// <summary>One month behind a goal's figures.</summary>
/// <param name="Month">The book's month, YYYY-MM.</param>
/// <param name="From">Its first day that counts: the start in the first month.</param>
/// <param name="To">Its last day that counts: today in the current month.</param>
/// <param name="Expense">Negative, unless refunds outweigh it.</param>
/// <param name="Net">Income plus expense.</param>
/// <param name="Cumulative">Net of this month and those before it; for the months since the start, with the starting amount.</param>
/// <param name="Unconverted">Rows without a rate into the base currency: not in the sums.</param>
public sealed record GoalMonthView(string Month, DateOnly From, DateOnly To, long Income, long Expense, long Net, long Cumulative, long Unconverted);
