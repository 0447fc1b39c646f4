using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartMoney.Web.Formatting;

/// <summary>A month of a book, named by the calendar month in which it starts.</summary>
/// <param name="Year">Year of the common era.</param>
/// <param name="Number">1 to 12.</param>
public readonly partial record struct Month(int Year, int Number) : IComparable<Month>
{
    /// <summary>The first day of the calendar month, for formatting.</summary>
    public DateOnly FirstDay => new(Year, Number, 1);

    /// <summary>The month in which a day lies, in a book whose months start on <paramref name="firstDayOfMonth"/> (1 to 31, clamped).</summary>
    public static Month Of(DateOnly day, int firstDayOfMonth)
    {
        var start = Math.Min(firstDayOfMonth, DateTime.DaysInMonth(day.Year, day.Month));
        var month = new Month(day.Year, day.Month);
        return day.Day >= start ? month : month.Plus(-1);
    }

    /// <summary>The first and the last day of it, in a book whose months start on <paramref name="firstDayOfMonth"/> (1 to 31, clamped).</summary>
    public (DateOnly? From, DateOnly? To) Range(int firstDayOfMonth)
    {
        var next = Plus(1);
        return (Start(this, firstDayOfMonth), next == this ? DateOnly.MaxValue : Start(next, firstDayOfMonth).AddDays(-1));
    }

    private static DateOnly Start(Month month, int firstDay) =>
        new(month.Year, month.Number, Math.Min(firstDay, DateTime.DaysInMonth(month.Year, month.Number)));

    /// <summary>The month some months later, or earlier where negative; stays within the years 1 to 9999.</summary>
    public Month Plus(int months)
    {
        var index = Math.Clamp(Year * 12 + Number - 1 + months, 12, 9999 * 12 + 11);
        return new Month(index / 12, index % 12 + 1);
    }

    /// <summary>Reads YYYY-MM.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Month month)
    {
        month = default;
        if (text is null || !Shape().IsMatch(text))
        {
            return false;
        }

        month = new Month(
            int.Parse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture));
        return month.Year > 0;
    }

    public int CompareTo(Month other) => (Year * 12 + Number).CompareTo(other.Year * 12 + other.Number);

    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;

    /// <summary>YYYY-MM.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    [GeneratedRegex(@"\A[0-9]{4}-(0[1-9]|1[0-2])\z", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Shape();
}
