using System.Globalization;
using System.Text;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain;

namespace SmartMoney.Tests.Api.Households;

/// <summary>What one app shows of a household's events, and how it writes that down.</summary>
internal abstract class AppFile(Habits habits)
{
    protected Habits Habits => habits;

    protected SplitMix64 Random { get; } = new(habits.Random.NextUInt64());

    /// <summary>The first line.</summary>
    protected abstract string Header { get; }

    /// <summary>All records that the app has of these events, oldest first.</summary>
    /// <param name="events">What happened.</param>
    /// <param name="mayBeNoted">Whether a person may write down an event under that day.</param>
    public IReadOnlyList<AppRecord> Show(IEnumerable<HouseholdEvent> events, Func<HouseholdEvent, DateOnly, bool> mayBeNoted) =>
        Complete([.. events.SelectMany(one => Records(one, mayBeNoted)).OrderBy(record => record.Day).ThenBy(record => record.Order)]);

    /// <summary>A file of some of its records, newest first.</summary>
    public byte[] Write(IEnumerable<AppRecord> records)
    {
        var text = new StringBuilder(Line(Header.Split(',')));
        foreach (var record in records.Reverse())
            text.Append(Line(record.Fields));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    protected abstract IEnumerable<AppRecord> Records(HouseholdEvent one, Func<HouseholdEvent, DateOnly, bool> mayBeNoted);

    protected virtual IReadOnlyList<AppRecord> Complete(IReadOnlyList<AppRecord> records) => records;

    protected static string Yen(long amount) => amount.ToString(CultureInfo.InvariantCulture);

    protected static string Date(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);

    private static string Line(IEnumerable<string> fields) =>
        string.Join(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n";
}
