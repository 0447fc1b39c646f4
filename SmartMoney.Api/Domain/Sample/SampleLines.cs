using System.Globalization;

namespace SmartMoney.Domain.Sample;

/// <summary>What a payment does when its day is no weekday.</summary>
internal enum OnWeekend
{
    /// <summary>It comes on that day.</summary>
    Stay,

    /// <summary>It comes on the weekday before, as a salary does.</summary>
    Before,

    /// <summary>It comes on the weekday after, as a direct debit does.</summary>
    After,
}

/// <summary>A line of <c>sample-regular.tsv</c>.</summary>
internal sealed record RegularLine(
    string Category, SamplePurse Purse, int Day, OnWeekend OnWeekend, IReadOnlyList<int> Months, long Least, long Most, IReadOnlyList<string> Payees)
{
    public static IReadOnlyList<RegularLine> All { get; } = [.. DomainData.Rows("Sample/sample-regular.tsv").Select(row => new RegularLine(
        row[0], SampleCells.Purse(row[1]), SampleCells.Number(row[2]), Enum.Parse<OnWeekend>(row[3], ignoreCase: true),
        row[4] == "all" ? [.. Enumerable.Range(1, 12)] : [.. row[4].Split(',').Select(SampleCells.Number)],
        SampleCells.Number(row[5]), SampleCells.Number(row[6]), row[7..9]))];

    /// <summary>When it comes in a month: perhaps in the month after, never in the one before.</summary>
    public DateOnly In(DateOnly month) => Weekday(month.AddDays(Day - 1), OnWeekend);

    /// <summary>The weekday that stands for a day.</summary>
    public static DateOnly Weekday(DateOnly day, OnWeekend onWeekend) => (day.DayOfWeek, onWeekend) switch
    {
        (DayOfWeek.Saturday, OnWeekend.Before) => day.AddDays(-1),
        (DayOfWeek.Sunday, OnWeekend.Before) => day.AddDays(-2),
        (DayOfWeek.Saturday, OnWeekend.After) => day.AddDays(2),
        (DayOfWeek.Sunday, OnWeekend.After) => day.AddDays(1),
        _ => day,
    };
}

/// <summary>A line of <c>sample-habits.tsv</c>.</summary>
internal sealed record HabitLine(
    string Category, bool SortedLate, SamplePurse Purse, int FewestTimes, int MostTimes, long Least, long Most, long Step, string Days, int RefundPercent,
    IReadOnlyList<IReadOnlyList<string>> Payees)
{
    public static IReadOnlyList<HabitLine> All { get; } = [.. DomainData.Rows("Sample/sample-habits.tsv").Select(row => new HabitLine(
        row[0].TrimEnd('?'), row[0].EndsWith('?'), SampleCells.Purse(row[1]), SampleCells.Number(row[2]), SampleCells.Number(row[3]), SampleCells.Number(row[4]),
        SampleCells.Number(row[5]), SampleCells.Number(row[6]), row[7], SampleCells.Number(row[8]), [row[9].Split('|'), row[10].Split('|')]))];

    /// <summary>Whether it may happen on that day.</summary>
    public bool FallsOn(DateOnly day) => Days switch
    {
        "work" => !IsFree(day),
        "free" => IsFree(day),
        _ => true,
    };

    private static bool IsFree(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

/// <summary>Reads the cells of the sample's tables.</summary>
internal static class SampleCells
{
    public static int Number(string cell) => int.Parse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static SamplePurse Purse(string cell) => Enum.Parse<SamplePurse>(cell, ignoreCase: true);
}
