using System.Globalization;

namespace SmartMoney.Web.Formatting;

/// <summary>When an amount shows its sign.</summary>
public enum Sign
{
    /// <summary>A minus where it is negative.</summary>
    Negative,

    /// <summary>Plus or minus: the amount is a movement.</summary>
    Always,

    /// <summary>None: the words around it say the direction.</summary>
    Never,
}

/// <summary>Writes amounts in minor units as people read them, exactly: integers and decimals, never floating point.</summary>
public static class Money
{
    private const char Minus = '\u2212';

    // Only signs that mean one currency to the reader; the others show their ISO 4217 code.
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["JPY"] = "¥", ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["KRW"] = "₩", ["INR"] = "₹", ["VND"] = "₫", ["THB"] = "฿",
    };

    /// <summary>Formats an amount with its currency: <c>−¥1,280</c>, <c>+€12.50</c>, <c>KWD 1.250</c>.</summary>
    /// <param name="minor">Minor units of the currency.</param>
    /// <param name="digits">Digits of the minor unit, 0 to 4.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="sign">When the sign shows.</param>
    /// <param name="culture">Gives separators and grouping.</param>
    public static string Format(long minor, int digits, string currency, Sign sign, CultureInfo culture)
    {
        var unit = Symbols.TryGetValue(currency, out var symbol) ? symbol : currency + "\u00A0";
        return SignText(minor, sign) + unit + Number(minor, digits, culture);
    }

    /// <summary>Only the digits of an amount, without sign and currency.</summary>
    public static string Number(long minor, int digits, CultureInfo culture) =>
        decimal.Abs(Units(minor, digits)).ToString("N" + digits.ToString(CultureInfo.InvariantCulture), culture);

    /// <summary>An amount as an input field takes it: plain, signed with a hyphen, the point as decimal separator.</summary>
    public static string Plain(long minor, int digits) =>
        Units(minor, digits).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A round amount for the scale of a chart, without currency: <c>400K</c>, <c>40万</c>.</summary>
    /// <param name="units">The language's units as <c>name:zeros</c>, smallest first: <c>K:3,M:6</c>.</param>
    public static string Rounded(long minor, int digits, string units, CultureInfo culture)
    {
        var value = Units(minor, digits);
        var name = "";
        var size = 1m;
        foreach (var unit in units.Split(','))
        {
            var parts = unit.Split(':');
            var power = PowerOfTen(int.Parse(parts[1], CultureInfo.InvariantCulture));
            if (decimal.Abs(value) >= power)
            {
                (name, size) = (parts[0], power);
            }
        }

        return (value / size).ToString("#,0.##", culture) + name;
    }

    private static decimal PowerOfTen(int zeros)
    {
        var power = 1m;
        for (var i = 0; i < zeros; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static decimal Units(long minor, int digits)
    {
        var size = decimal.Abs(minor);
        var bits = decimal.GetBits(size);
        return new decimal(bits[0], bits[1], bits[2], minor < 0, (byte)digits);
    }

    private static string SignText(long minor, Sign sign) => (sign, minor) switch
    {
        (Sign.Never, _) or (_, 0) => "",
        (_, < 0) => Minus.ToString(),
        (Sign.Always, _) => "+",
        _ => "",
    };
}
