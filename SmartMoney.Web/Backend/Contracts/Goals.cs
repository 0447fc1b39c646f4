using System.Globalization;

namespace SmartMoney.Web.Backend;

/// <summary>A goal and how it stands today. Amounts are minor units of the book's currency.</summary>
/// <param name="HorizonYears">1, 3, 5 or 10; null with a target date.</param>
/// <param name="StartDate">The start as it was given; null where the first transaction decides.</param>
/// <param name="AccountIds">The accounts that it counts; none counts the whole book.</param>
/// <param name="Unconverted">Rows since the start without a rate: not in what is saved.</param>
/// <param name="Status">ahead, onTrack, behind or reached.</param>
/// <param name="ReachedIn">The month in which the target is there at the pace so far, YYYY-MM; null for never.</param>
/// <param name="WhatIf">Only when asked for.</param>
public sealed record Goal(
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
    string Status,
    string? ReachedIn,
    Achievability Achievability,
    GoalWhatIf? WhatIf,
    long Version)
{
    /// <summary>How much of the target is saved, in whole per cent, 0 to 100: rounded down, so that 100 means all of it.</summary>
    public int SavedPercent => (int)decimal.Clamp(decimal.Floor((decimal)Saved * 100 / TargetAmount), 0, 100);
}

/// <summary>How the last complete months compare with what is needed.</summary>
/// <param name="Percent">Null without a month, or when nothing is needed.</param>
/// <param name="Level">onTrack, achievable, challenging, deficit or severe; null with the per cent.</param>
public sealed record Achievability(int Months, long? AverageNet, long? Percent, string? Level);

/// <summary>The goal with another amount saved in each remaining month.</summary>
public sealed record GoalWhatIf(long ExtraPerMonth, long Projected, string Status, string? ReachedIn, Achievability Achievability);

/// <summary>A month behind a goal's figures, with the days of it that count.</summary>
public sealed record GoalMonth(string Month, DateOnly From, DateOnly To, long Income, long Expense, long Net, long Cumulative, long Unconverted);

/// <summary>The months that a goal's figures add up from.</summary>
public sealed record GoalExplanation(Goal Goal, IReadOnlyList<GoalMonth> Months, IReadOnlyList<GoalMonth> CompleteMonths);

/// <summary>Calls about goals.</summary>
public static class GoalCalls
{
    /// <summary>The book's goals in their order: at most 100.</summary>
    /// <param name="limit">Only the first so many.</param>
    /// <param name="extraPerMonth">The amount of a what-if, in minor units.</param>
    public static async Task<IReadOnlyList<Goal>> GoalsAsync(
        this ApiClient api, Guid book, int limit, long? extraPerMonth, CancellationToken cancellationToken) =>
        (await api.ReadAsync<Listing<Goal>>(
            string.Create(CultureInfo.InvariantCulture, $"books/{book}/goals?limit={limit}{Extra("&", extraPerMonth)}"), cancellationToken)).Items;

    /// <summary>One goal.</summary>
    public static Task<Goal> GoalAsync(this ApiClient api, Guid book, Guid id, long? extraPerMonth, CancellationToken cancellationToken) =>
        api.ReadAsync<Goal>($"books/{book}/goals/{id}{Extra("?", extraPerMonth)}", cancellationToken);

    /// <summary>The months behind a goal.</summary>
    public static Task<GoalExplanation> GoalExplanationAsync(this ApiClient api, Guid book, Guid id, CancellationToken cancellationToken) =>
        api.ReadAsync<GoalExplanation>($"books/{book}/goals/{id}/explanation", cancellationToken);

    private static string Extra(string sign, long? extraPerMonth) =>
        extraPerMonth is { } extra ? string.Create(CultureInfo.InvariantCulture, $"{sign}extraPerMonth={extra}") : "";
}
