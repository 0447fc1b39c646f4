using System.Globalization;
using SmartMoney.Web.Formatting;

namespace SmartMoney.Web.Languages;

/// <summary>Writes days and months as the language does; the patterns are in the resources.</summary>
public sealed class Dates(Texts texts)
{
    /// <summary>A day: 3 Nov 2026, 2026年11月3日.</summary>
    public string Day(DateOnly day) => day.ToString(texts["shell.format.day"], CultureInfo.CurrentCulture);

    /// <summary>A day of a year that is clear from the context: 3 Nov, 11月3日.</summary>
    public string ShortDay(DateOnly day) => day.ToString(texts["shell.format.short-day"], CultureInfo.CurrentCulture);

    /// <summary>A day without its year where that is this year's.</summary>
    public string Near(DateOnly day, DateOnly today) => day.Year == today.Year ? ShortDay(day) : Day(day);

    /// <summary>A month: November 2026, 2026年11月.</summary>
    public string Month(Month month) => month.FirstDay.ToString(texts["shell.format.month"], CultureInfo.CurrentCulture);

    /// <summary>A month's name for narrow places: Nov, 11月.</summary>
    public string ShortMonth(Month month) => month.FirstDay.ToString(texts["shell.format.short-month"], CultureInfo.CurrentCulture);

    /// <summary>A month's year: 2026, 2026年.</summary>
    public string Year(Month month) => month.FirstDay.ToString(texts["shell.format.year"], CultureInfo.CurrentCulture);

    /// <summary>An instant in the book's time zone, to the minute.</summary>
    public string Instant(DateTimeOffset instant, string timeZone) =>
        TimeZoneInfo.ConvertTime(instant, Zone(timeZone)).ToString(texts["shell.format.instant"], CultureInfo.CurrentCulture);

    /// <summary>The day that ends at this instant in the time zone; null where the instant lies within a day. What lasts until midnight lasts that whole day.</summary>
    public static DateOnly? EndOf(DateTimeOffset instant, string timeZone)
    {
        var zone = Zone(timeZone);
        var before = TimeZoneInfo.ConvertTime(instant.AddTicks(-1), zone).Date;

        // Asked of the tick before, as a day does not begin at 0:00 where summer time begins at midnight.
        return before == TimeZoneInfo.ConvertTime(instant, zone).Date ? null : DateOnly.FromDateTime(before);
    }

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;
}
