namespace SmartMoney.Web.Formatting;

/// <summary>Time zones offered in lists, by their IANA names.</summary>
public static class TimeZones
{
    /// <summary>Names as Area/City, and UTC first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "UTC",
        .. TimeZoneInfo.GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The list, with a zone in front that this machine may not know.</summary>
    public static IEnumerable<string> With(string? zone) =>
        string.IsNullOrEmpty(zone) || All.Contains(zone) ? All : All.Prepend(zone);
}
