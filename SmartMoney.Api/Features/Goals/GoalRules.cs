using System.Globalization;
using SmartMoney.Api.Data;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Goals;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Goals;

/// <summary>What the fields of a goal may hold.</summary>
internal static class GoalRules
{
    /// <summary>Most goals of a book.</summary>
    public const int MostGoals = 100;

    /// <summary>Most accounts that a goal names.</summary>
    public const int MostAccounts = 100;

    /// <summary>Greatest position.</summary>
    public const int LastPosition = 9999;

    public static void Name(Errors errors, string? name) => errors.RequireText(name, "name", LedgerTables.NameLength);

    public static void Target(Errors errors, long? amount)
    {
        if (amount is null)
            errors.Add("targetAmount", "'targetAmount' is required: minor units of the book's base currency.");
        else
            errors.Require(amount is >= 1 and <= MinorUnits.Limit, "targetAmount", $"'targetAmount' must be between 1 and {MinorUnits.Limit}.");
    }

    public static void StartingAmount(Errors errors, long? amount) => errors.Require(
        amount is >= -MinorUnits.Limit and <= MinorUnits.Limit, "startingAmount", $"'startingAmount' must be between -{MinorUnits.Limit} and {MinorUnits.Limit}.");

    /// <summary>Requires either a horizon or a date, each within its bounds, and the date after the start.</summary>
    public static void Until(Errors errors, int? horizonYears, DateOnly? targetDate, DateOnly? startDate)
    {
        errors.Require(horizonYears is not { } years || GoalTerms.Horizons.Contains(years), "horizonYears", "'horizonYears' must be 1, 3, 5 or 10.");
        Date(errors, targetDate, "targetDate");
        Date(errors, startDate, "startDate");
        errors.Require(horizonYears is not null || targetDate is not null, "horizonYears", "Give 'horizonYears' or 'targetDate': until when is it to be saved?");
        errors.Require(horizonYears is null || targetDate is null, "targetDate", "Give either 'horizonYears' or 'targetDate', and null for the other.");
        errors.Require(!(targetDate <= startDate), "targetDate", "'targetDate' must be after 'startDate'.");
    }

    public static void Position(Errors errors, int? position) => errors.Require(
        position is >= 0 and <= LastPosition, "position", $"'position' must be 0 to {LastPosition}.");

    /// <summary>Reads the amount of a what-if; null where there is none.</summary>
    public static long? Extra(Errors errors, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) && amount is >= -MinorUnits.Limit and <= MinorUnits.Limit)
            return amount;
        errors.Add("extraPerMonth", $"'extraPerMonth' must be a whole number of minor units between -{MinorUnits.Limit} and {MinorUnits.Limit}.");
        return null;
    }

    private static void Date(Errors errors, DateOnly? date, string field) => errors.Require(
        date is not { } day || LedgerDate.Accepts(day), field, $"'{field}' must lie between {LedgerDate.Min:yyyy-MM-dd} and {LedgerDate.Max:yyyy-MM-dd}.");
}
