using System.Globalization;
using System.Text;

namespace SmartMoney.Domain.Importing.Text;

/// <summary>Numbers and dates as Japanese exports write them, made plain: full-width digits and signs, ▲ and △ for minus, yen marks.</summary>
internal static class LocalNumbers
{
    private static readonly string[] DateForms = ["yyyy/MM/dd", "yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"];
    private static readonly string[] TimeForms = ["HH:mm:ss", "H:mm:ss", "HH:mm", "H:mm"];

    /// <summary>Full-width digits, signs and separators as ASCII; every other character stays.</summary>
    public static string ToAscii(string value) => Ascii.IsValid(value) ? value : CompatibilityForm.Of(value).Trim();

    /// <summary>An amount in yen as the invariant text that <see cref="Money.MinorUnits.Parse"/> reads: -1,234 from ▲￥1,234円.</summary>
    public static string Yen(string value)
    {
        if (Ascii.IsValid(value) && !value.Contains('\\', StringComparison.Ordinal))
            return value;
        var digits = WithoutYenMark(ToAscii(value));
        var negative = digits is ['-' or '\u2212' or '\u2010' or '\u2013' or '▲' or '△', ..];
        if (negative)
            digits = WithoutYenMark(digits[1..]);
        if (digits is [.., '円'])
            digits = digits[..^1];
        return negative ? $"-{digits}" : digits.ToString();
    }

    // CP932 shows its backslash as a yen sign.
    private static ReadOnlySpan<char> WithoutYenMark(ReadOnlySpan<char> text) => (text is ['¥' or '\\', ..] ? text[1..] : text).Trim();

    /// <summary>A day as yyyy/MM/dd or yyyy-MM-dd, as spreadsheets shorten it (2026/1/5) too; it must be in the calendar.</summary>
    public static bool TryDate(string value, out DateOnly date) =>
        DateOnly.TryParseExact(ToAscii(value), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A day, and the time of day that may follow it after a space: 2026/01/05 23:59:59 or 2026/1/5 9:05.</summary>
    public static bool TryDateAndTime(string value, out DateOnly date, out TimeOnly? time)
    {
        var text = ToAscii(value);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var isTime = TimeOnly.TryParseExact(space < 0 ? "" : text.AsSpan(space).Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var found);
        time = isTime ? found : null;
        return TryDate(space < 0 ? text : text[..space], out date) && (space < 0 || isTime);
    }
}
