using System.Globalization;
using System.Runtime.InteropServices;

namespace SmartMoney.Domain.Calendar;

/// <summary>
/// A month of a book whose months may start on a payday. It is labelled by the calendar month in which it starts:
/// with first day 25, 2026-01 is 25 January to 24 February. A first day that a month lacks is clamped to that month's
/// last day, so with first day 31 the month 2026-02 starts on 28 February. The database's <c>book_month(date, first_day)</c> counts the same.
/// </summary>
/// <param name="Year">Year of the label.</param>
/// <param name="Month">Month of the label, 1 to 12.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BookMonth(int Year, int Month) : IComparable<BookMonth>
{
    /// <summary>The month that a day belongs to.</summary>
    /// <param name="date">A day from February of year 1 on.</param>
    /// <param name="firstDay">The book's first day of the month, 1 to 31.</param>
    public static BookMonth Of(DateOnly date, int firstDay)
    {
        var month = new BookMonth(date.Year, date.Month);
        return date >= month.Start(firstDay) ? month : month.Previous;
    }

    /// <summary>The month's first day.</summary>
    public DateOnly Start(int firstDay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstDay, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstDay, 31);
        return new DateOnly(Year, Month, Math.Min(firstDay, DateTime.DaysInMonth(Year, Month)));
    }

    /// <summary>The month's last day: the day before the next month starts.</summary>
    public DateOnly End(int firstDay) => Next.Start(firstDay).AddDays(-1);

    /// <summary>First and last day, both included.</summary>
    public (DateOnly From, DateOnly To) Range(int firstDay) => (Start(firstDay), End(firstDay));

    /// <summary>The following month.</summary>
    public BookMonth Next => AddMonths(1);

    /// <summary>The month before.</summary>
    public BookMonth Previous => AddMonths(-1);

    /// <summary>The month so many months later, or earlier when negative.</summary>
    public BookMonth AddMonths(int months)
    {
        var index = Index + months;
        return new BookMonth(index / 12, (index % 12) + 1);
    }

    /// <summary>How many months this one lies after another; negative when before.</summary>
    public int MonthsSince(BookMonth other) => Index - other.Index;

    /// <summary>Reads <c>YYYY-MM</c>, strictly, within the years of <see cref="LedgerDate"/>.</summary>
    public static bool TryParse(string? text, out BookMonth month)
    {
        month = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) || !LedgerDate.Accepts(start))
            return false;
        month = new BookMonth(start.Year, start.Month);
        return true;
    }

    /// <summary>The label, <c>YYYY-MM</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");

    /// <inheritdoc/>
    public int CompareTo(BookMonth other) => Index.CompareTo(other.Index);

    /// <summary>Earlier.</summary>
    public static bool operator <(BookMonth left, BookMonth right) => left.Index < right.Index;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(BookMonth left, BookMonth right) => left.Index <= right.Index;

    /// <summary>Later.</summary>
    public static bool operator >(BookMonth left, BookMonth right) => left.Index > right.Index;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(BookMonth left, BookMonth right) => left.Index >= right.Index;

    private int Index => (Year * 12) + Month - 1;
}
