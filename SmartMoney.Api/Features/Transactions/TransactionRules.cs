using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>What the fields of a transaction may hold.</summary>
internal static class TransactionRules
{
    /// <summary>Longest payee and description, in characters.</summary>
    public const int TextLength = 500;

    /// <summary>Longest notes, in characters.</summary>
    public const int NotesLength = 4000;

    /// <summary>Most tags of a row.</summary>
    public const int MostTags = 50;

    /// <summary>Longest tag, in characters.</summary>
    public const int TagLength = 60;

    public static void Date(Errors errors, DateOnly? date, string field) => errors.Require(
        date is { } day && LedgerDate.Accepts(day), field, $"'{field}' must be a day between {LedgerDate.Min:yyyy-MM-dd} and {LedgerDate.Max:yyyy-MM-dd}.");

    public static void Amount(Errors errors, long? amount)
    {
        const string Field = "amount";
        if (amount is null)
            errors.Add(Field, "'amount' is required: minor units of the account's currency, negative for money out.");
        else if (amount == 0)
            errors.Add(Field, "'amount' cannot be zero: nothing would move.");
        else
            errors.Require(amount is >= -MinorUnits.Limit and <= MinorUnits.Limit, Field, $"'amount' must be between -{MinorUnits.Limit} and {MinorUnits.Limit}.");
    }

    /// <summary>Trims the tags and drops repeated ones.</summary>
    public static string[] Tags(Errors errors, IReadOnlyList<string>? tags, string field)
    {
        string[] kept = [.. (tags ?? []).Select(tag => tag?.Trim() ?? "").Distinct(StringComparer.Ordinal)];
        errors.Require(kept.Length <= MostTags, field, $"'{field}' may hold at most {MostTags} tags; it has {kept.Length}.");
        errors.Require(kept.All(tag => tag.Length is >= 1 and <= TagLength), field, $"Each tag in '{field}' must have 1 to {TagLength} characters.");
        errors.Require(!kept.Any(tag => tag.Contains('\0', StringComparison.Ordinal)), field, $"'{field}' may not contain NUL characters.");
        return kept;
    }
}
