using SmartMoney.Web.Formatting;

namespace SmartMoney.Web.Reports;

/// <summary>The months of a report, both ends included, as the address names them: the last twelve unless it does.</summary>
/// <param name="Problem">Key of what is wrong with what was asked for; the range is then one that can be shown.</param>
public sealed record ReportRange(Month From, Month To, string? Problem)
{
    /// <summary>Most months, as the API allows them for a cash flow.</summary>
    public const int Most = 120;

    /// <summary>Reads the address's months.</summary>
    /// <param name="from">YYYY-MM, or nothing.</param>
    /// <param name="to">Likewise.</param>
    /// <param name="current">The book's month of today.</param>
    public static ReportRange Of(string? from, string? to, Month current)
    {
        var last = Read(to, current, out var toFine);
        var first = Read(from, last.Plus(-11), out var fromFine);
        if (!fromFine || !toFine)
            return new(current.Plus(-11), current, "range.unreadable");
        if (first > last)
            return new(last.Plus(-11), last, "range.backwards");
        return first < last.Plus(1 - Most) ? new(last.Plus(1 - Most), last, "range.long") : new(first, last, null);
    }

    private static Month Read(string? text, Month otherwise, out bool fine)
    {
        fine = string.IsNullOrEmpty(text) || Month.TryParse(text, out _);
        return Month.TryParse(text, out var month) ? month : otherwise;
    }
}
