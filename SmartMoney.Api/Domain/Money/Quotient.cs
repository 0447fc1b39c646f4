namespace SmartMoney.Domain.Money;

/// <summary>Divides whole numbers of minor units: rounded once, half away from zero, as everywhere else in the ledger.</summary>
public static class Quotient
{
    /// <summary>The quotient, rounded half away from zero.</summary>
    /// <param name="dividend">Any whole number.</param>
    /// <param name="divisor">More than zero.</param>
    public static Int128 Of(Int128 dividend, Int128 divisor)
    {
        if (divisor <= 0)
            throw new ArgumentOutOfRangeException(nameof(divisor), "The divisor must be more than zero.");
        var (whole, rest) = Int128.DivRem(dividend, divisor);
        return Int128.Abs(rest) >= divisor - Int128.Abs(rest) ? whole + Int128.Sign(dividend) : whole;
    }

    /// <summary>The smallest whole number that is not below the quotient.</summary>
    /// <param name="dividend">Zero or more.</param>
    /// <param name="divisor">More than zero.</param>
    public static Int128 Ceiling(Int128 dividend, Int128 divisor) => (dividend / divisor) + (dividend % divisor > 0 ? 1 : 0);

    /// <summary>A number as a <see cref="long"/>; one beyond its ends becomes that end.</summary>
    public static long Saturated(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
}
