using System.Globalization;
using System.Text;

namespace SmartMoney.Web.Formatting;

/// <summary>
/// Reads an amount as people type it: <c>1,280</c>, <c>-¥1,280</c>, <c>１２８０</c>, or small sums
/// (<c>1200+350*2</c>). Exact: decimals only.
/// </summary>
public static class AmountText
{
    private const int LongestInput = 100;

    /// <summary>Reads an amount into minor units.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="digits">Digits of the currency's minor unit; more decimals than that are refused unless a division made them.</param>
    /// <param name="minor">The amount, within ±10^15.</param>
    /// <returns>False for anything that is not an amount.</returns>
    public static bool TryParse(string? text, int digits, out long minor)
    {
        minor = 0;
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestInput)
        {
            return false;
        }

        try
        {
            var reader = new Sum(Clean(text));
            if (!reader.TryRead(out var value))
            {
                return false;
            }

            var scaled = value * Power(digits);
            var rounded = decimal.Round(scaled, 0, MidpointRounding.AwayFromZero);
            if ((rounded != scaled && !reader.Divided) || decimal.Abs(rounded) > 1_000_000_000_000_000m)
            {
                return false;
            }

            minor = (long)rounded;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in TypedText.Unified(text))
        {
            _ = c switch
            {
                '\u2212' or '\u2010' or '\u2013' or '\u30FC' or '△' or '▲' => kept.Append('-'),
                '×' => kept.Append('*'),
                '÷' => kept.Append('/'),
                ',' or '\'' or '¥' or '円' or '$' or '€' or '£' => kept,
                _ when char.IsWhiteSpace(c) => kept,
                _ => kept.Append(c),
            };
        }

        return kept.ToString();
    }

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }

    // sum = product (('+' | '-') product)*; product = number (('*' | '/') number)*; number = sign? digits | '(' sum ')'
    private sealed class Sum(string text)
    {
        private int at;

        public bool Divided { get; private set; }

        public bool TryRead(out decimal value) => TrySum(out value, 0) && at == text.Length;

        private bool TrySum(out decimal value, int depth)
        {
            if (!TryProduct(out value, depth))
            {
                return false;
            }

            while (at < text.Length && text[at] is '+' or '-')
            {
                var minus = text[at++] == '-';
                if (!TryProduct(out var next, depth))
                {
                    return false;
                }

                value += minus ? -next : next;
            }

            return true;
        }

        private bool TryProduct(out decimal value, int depth)
        {
            if (!TryNumber(out value, depth))
            {
                return false;
            }

            while (at < text.Length && text[at] is '*' or '/')
            {
                var divide = text[at++] == '/';
                if (!TryNumber(out var next, depth) || (divide && next == 0))
                {
                    return false;
                }

                Divided |= divide;
                value = divide ? value / next : value * next;
            }

            return true;
        }

        private bool TryNumber(out decimal value, int depth)
        {
            value = 0;
            var negative = false;
            while (at < text.Length && text[at] is '+' or '-')
            {
                negative ^= text[at++] == '-';
            }

            if (at < text.Length && text[at] == '(' && depth < 8)
            {
                at++;
                if (!TrySum(out value, depth + 1) || at >= text.Length || text[at++] != ')')
                {
                    return false;
                }
            }
            else
            {
                var start = at;
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
                {
                    at++;
                }

                if (!decimal.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
                {
                    return false;
                }
            }

            value = negative ? -value : value;
            return true;
        }
    }
}
