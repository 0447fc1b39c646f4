using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SmartMoney.Domain.Money;

/// <summary>
/// A currency of ISO 4217 List One (published by SIX as the standard's maintenance agency), as of 1 January 2026:
/// every active code that has a minor unit, funds codes such as CLF included.
/// Metals, test codes and units of account whose minor unit is "N.A." are left out: no amount of them has minor units.
/// </summary>
/// <param name="Code">Three upper-case letters.</param>
/// <param name="Numeric">The three-digit code, for example 392 for JPY.</param>
/// <param name="Digits">Decimal digits of the minor unit: JPY 0, EUR 2, KWD 3, CLF 4.</param>
/// <param name="Name">The standard's English name; screens take localised names from their own resources.</param>
public sealed record Currency(string Code, int Numeric, int Digits, string Name)
{
    private static readonly FrozenDictionary<string, Currency> ByCode = DomainData.Rows("Money/iso4217.tsv")
        .Select(row => new Currency(row[0], Number(row[1]), Number(row[2]), row[3]))
        .ToFrozenDictionary(currency => currency.Code, StringComparer.Ordinal);

    /// <summary>All currencies, ordered by code.</summary>
    public static IReadOnlyList<Currency> All { get; } = [.. ByCode.Values.OrderBy(currency => currency.Code, StringComparer.Ordinal)];

    /// <summary>Finds a currency by its upper-case code; false for null and for anything the list lacks.</summary>
    public static bool TryGet(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && ByCode.TryGetValue(code, out currency);
    }

    /// <summary>The currency of a code that was checked before, as those in the ledger are.</summary>
    /// <exception cref="ArgumentException">The code is not in the list.</exception>
    public static Currency Get(string code) =>
        TryGet(code, out var currency) ? currency : throw new ArgumentException($"'{code}' is not an active ISO 4217 currency code.", nameof(code));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
