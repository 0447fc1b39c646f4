using System.Globalization;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Goals;

/// <summary>Puts a goal's figures, and how they came about, into words.</summary>
public sealed class GoalWords(Texts texts, Dates dates)
{
    private const string Minus = "\u2212";

    /// <summary>An amount of the goal's currency.</summary>
    public static string Amount(Goal goal, long minor) =>
        Money.Format(minor, goal.CurrencyDigits, goal.Currency, Sign.Negative, CultureInfo.CurrentCulture);

    /// <summary>The icon that goes with a status: words and colour are never alone.</summary>
    public static string Icon(string status) => status switch
    {
        "ahead" => "up",
        "behind" => "down",
        _ => "check",
    };

    /// <summary>When the target is there, in words.</summary>
    public string Reached(string status, string? reachedIn) =>
        status == "reached" ? texts["goals.reached-already"]
        : Month.TryParse(reachedIn, out var month) ? texts["goals.reached-in", dates.Month(month)]
        : texts["goals.never"];

    /// <summary>What another amount a month leads to, in words.</summary>
    public string WhatIf(Goal goal, GoalWhatIf whatIf) => whatIf.ExtraPerMonth < 0
        ? texts["goals.whatif.less", Inline(goal, -whatIf.ExtraPerMonth), Inline(goal, whatIf.Projected)]
        : texts["goals.whatif.more", Inline(goal, whatIf.ExtraPerMonth), Inline(goal, whatIf.Projected)];

    /// <summary>How the last months compare, in words.</summary>
    public string Level(Goal goal, Achievability achievability) => achievability switch
    {
        { Months: 0 } => texts["goals.level.no-month"],
        { Level: null } => texts["goals.level.nothing-needed"],
        { Level: var level, Percent: var percent } => texts["goals.level", texts["goals.level." + level], Percent(percent ?? 0), texts.Count("goals.months-count", achievability.Months), Inline(goal, achievability.AverageNet ?? 0)],
    };

    /// <summary>Saved, as it is computed.</summary>
    public string SavedFormula(Goal goal) => texts[
        "goals.formula.saved", Inline(goal, goal.SavedSinceStart), dates.Day(goal.Start), Bracketed(goal, goal.StartingAmount), Inline(goal, goal.Saved)];

    /// <summary>Needed per month, as it is computed.</summary>
    public string NeededFormula(Goal goal) => goal.Status == "reached"
        ? texts["goals.formula.nothing", Inline(goal, goal.Saved), Inline(goal, goal.TargetAmount)]
        : texts["goals.formula.needed", Inline(goal, goal.TargetAmount), Bracketed(goal, goal.Saved), goal.RemainingMonths, Inline(goal, goal.NeededPerMonth)];

    /// <summary>Projected, as it is computed.</summary>
    public string ProjectedFormula(Goal goal) => texts[
        "goals.formula.projected", Inline(goal, goal.Saved), goal.RemainingMonths, Bracketed(goal, goal.SavedSinceStart), Math.Max(goal.ElapsedMonths, 1),
        Inline(goal, goal.Projected)];

    /// <summary>Elapsed, total and remaining months in words.</summary>
    public string MonthsFormula(Goal goal) => texts["goals.formula.months", dates.Day(goal.Start), goal.ElapsedMonths, goal.TotalMonths, goal.RemainingMonths];

    /// <summary>The achievability, as it is computed; null where there is nothing to compute.</summary>
    public string? AchievabilityFormula(Goal goal) => goal.Achievability is { AverageNet: { } average, Percent: { } percent }
        ? texts["goals.formula.achievability", Inline(goal, average), Inline(goal, goal.NeededPerMonth), Percent(percent)]
        : null;

    /// <summary>The average of the complete months, as it is computed; null without a month.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="net">The sum of the complete months.</param>
    public string? AverageFormula(Goal goal, long net) => goal.Achievability.AverageNet is { } average
        ? texts["goals.formula.average", Inline(goal, net), goal.Achievability.Months, Inline(goal, average)]
        : null;

    /// <summary>Whole per cent.</summary>
    public string Percent(long percent)
    {
        var number = Money.Number(percent, 0, CultureInfo.CurrentCulture);
        return texts["goals.percent", percent < 0 ? Minus + number : number];
    }

    // Within a sentence a line could break behind the minus, and the amount would look positive.
    private static string Inline(Goal goal, long minor) => Amount(goal, minor).Replace(Minus, Minus + "\u2060", StringComparison.Ordinal);

    // A negative number behind an operator stands in brackets.
    private static string Bracketed(Goal goal, long minor) => minor < 0 ? $"({Inline(goal, minor)})" : Inline(goal, minor);
}
