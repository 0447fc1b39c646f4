using System.Globalization;
using System.Numerics;

namespace SmartMoney.Domain.Money;

/// <summary>
/// Amounts as whole numbers of a currency's minor unit (yen, cents, fils). Exact: text and rates never pass through
/// binary floating point, and where a rate forces rounding it is half away from zero, as PostgreSQL's <c>round(numeric)</c> does.
/// </summary>
public static class MinorUnits
{
    /// <summary>The largest absolute amount, 10^15 minor units: far beyond a household, and nine thousand of them still fit a <see cref="long"/> sum.</summary>
    public const long Limit = 1_000_000_000_000_000;

    /// <summary>The most decimal digits of any currency in the table.</summary>
    public const int MaxDigits = 4;

    /// <summary>
    /// Reads an invariant decimal text such as <c>-1,234.50</c>: an optional sign, ASCII digits, commas only between
    /// complete groups of three, a point and at most <paramref name="digits"/> decimals (further zeros are fine).
    /// </summary>
    /// <param name="text">The text; white space around it is ignored.</param>
    /// <param name="digits">The currency's minor digits, 0 to 4.</param>
    /// <param name="amount">The amount in minor units, 0 when the text is refused.</param>
    public static AmountError Parse(ReadOnlySpan<char> text, int digits, out long amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, MaxDigits);
        amount = 0;
        text = text.Trim();
        if (text.IsEmpty)
            return AmountError.Empty;
        var negative = text[0] == '-';
        if (text[0] is '-' or '+')
            text = text[1..];

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var decimals = point < 0 ? [] : text[(point + 1)..];
        if (!IsGrouped(whole) || (point >= 0 && !IsDigits(decimals)))
            return AmountError.Malformed;
        decimals = decimals.TrimEnd('0');
        if (decimals.Length > digits)
            return AmountError.TooManyDecimals;

        // The check within the loop keeps any run of digits from overflowing.
        long value = 0;
        foreach (var c in whole)
        {
            if (c == ',')
                continue;
            value = (value * 10) + (c - '0');
            if (value > Limit)
                return AmountError.TooLarge;
        }
        for (var i = 0; i < digits; i++)
        {
            value = (value * 10) + (i < decimals.Length ? decimals[i] - '0' : 0);
            if (value > Limit)
                return AmountError.TooLarge;
        }
        amount = negative ? -value : value;
        return AmountError.None;
    }

    /// <summary>As <see cref="Parse"/>, for callers that need no reason.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, int digits, out long amount) => Parse(text, digits, out amount) == AmountError.None;

    /// <summary>The invariant text of an amount, with all its decimals and no separators: <c>-1234.50</c>. <see cref="Parse"/> reads it back.</summary>
    public static string Format(long amount, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, MaxDigits);
        // A decimal of 96 bits holds every long exactly, with its scale.
        return new decimal(unchecked((int)Magnitude(amount)), unchecked((int)(Magnitude(amount) >> 32)), 0, amount < 0, (byte)digits)
            .ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A decimal number of whole units (12.345 euros) in minor units, rounded half away from zero.</summary>
    public static AmountError FromDecimal(decimal value, int digits, out long amount) => Scale(BigInteger.One, value, digits, out amount);

    /// <summary>
    /// An amount in another currency: amount × rate, rounded half away from zero, exactly as the SQL
    /// <c>round(amount * rate * 10 ^ (toDigits - fromDigits))</c> over NUMERIC.
    /// </summary>
    /// <param name="amount">In minor units of the currency that has <paramref name="fromDigits"/>.</param>
    /// <param name="fromDigits">Minor digits of the amount's currency.</param>
    /// <param name="rate">Whole units of the target currency for one whole unit of the amount's currency.</param>
    /// <param name="toDigits">Minor digits of the target currency.</param>
    /// <param name="converted">In minor units of the target currency; 0 when it is too large.</param>
    public static AmountError Convert(long amount, int fromDigits, decimal rate, int toDigits, out long converted) =>
        Scale(amount, rate, toDigits - fromDigits, out converted);

    // factor × value × 10^exponent, computed in whole numbers so that only one rounding ever happens.
    private static AmountError Scale(BigInteger factor, decimal value, int exponent, out long amount)
    {
        amount = 0;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        var product = factor * (value < 0 ? -mantissa : mantissa);
        var shift = exponent - value.Scale;
        if (shift >= 0)
        {
            product *= BigInteger.Pow(10, shift);
        }
        else
        {
            var unit = BigInteger.Pow(10, -shift);
            product = (product + (product.Sign * (unit / 2))) / unit;
        }
        if (BigInteger.Abs(product) > Limit)
            return AmountError.TooLarge;
        amount = (long)product;
        return AmountError.None;
    }

    private static ulong Magnitude(long amount) => amount < 0 ? (ulong)-(amount + 1) + 1 : (ulong)amount;

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsGrouped(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        if (comma < 0)
            return IsDigits(text);
        if (comma > 3 || !IsDigits(text[..comma]) || (text.Length - comma) % 4 != 0)
            return false;
        for (text = text[comma..]; !text.IsEmpty; text = text[4..])
        {
            if (text[0] != ',' || !IsDigits(text[1..4]))
                return false;
        }
        return true;
    }
}
