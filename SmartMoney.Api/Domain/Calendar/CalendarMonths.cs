namespace SmartMoney.Domain.Calendar;

/// <summary>
/// Counts calendar months, whatever a book's months are: one has passed when the same day of the following month is
/// reached, or that month's last day where it lacks the day. From 31 January to 28 February 2026 is one.
/// </summary>
public static class CalendarMonths
{
    /// <summary>Whole months from one day to another; 0 when the other day is not later.</summary>
    public static int Whole(DateOnly from, DateOnly to)
    {
        if (to <= from)
            return 0;
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return from.AddMonths(months) <= to ? months : months - 1;
    }
}
