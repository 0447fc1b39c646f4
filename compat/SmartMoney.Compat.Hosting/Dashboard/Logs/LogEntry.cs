using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>A line of a log as the dashboard shows it.</summary>
/// <param name="N">Its number, from 1.</param>
/// <param name="Time">When it was written, local time of day; empty when the line does not say.</param>
/// <param name="Error">Whether it came over standard error.</param>
/// <param name="Runs">Its text.</param>
internal sealed record LogEntry(int N, string Time, bool Error, IReadOnlyList<AnsiRun> Runs)
{
    // A line of megabytes would stall the browser.
    private const int LongestShown = 16_384;

    /// <summary>The text without its colours.</summary>
    public string Text => string.Concat(Runs.Select(r => r.Text));

    public static LogEntry Of(LogLine line, Redaction redaction)
    {
        var content = redaction.Text(line.Content);
        var blank = content.IndexOf(' ', StringComparison.Ordinal);
        var stamped = DateTimeOffset.TryParseExact(
            blank < 0 ? content : content[..blank], "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        var text = stamped ? content[(blank < 0 ? content.Length : blank + 1)..] : content;
        if (text.Length > LongestShown)
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{text[..LongestShown]}\u001b[0m … ({text.Length - LongestShown:N0} more characters)");
        }

        return new LogEntry(line.LineNumber, stamped ? at.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) : "", line.IsErrorMessage, AnsiText.Parse(text));
    }

    /// <summary>Whether the text has the words, whatever their case.</summary>
    public bool Has(string query) => query.Length == 0 || Text.Contains(query, StringComparison.OrdinalIgnoreCase);

    /// <summary>The runs, cut where a match of the query starts or ends.</summary>
    public IEnumerable<(AnsiRun Run, bool IsMatch)> Marked(string query)
    {
        var text = Text;
        var cuts = new List<(int Start, int End)>();
        for (var at = query.Length == 0 ? -1 : text.IndexOf(query, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(query, at + query.Length, StringComparison.OrdinalIgnoreCase))
        {
            cuts.Add((at, at + query.Length));
        }

        var offset = 0;
        foreach (var run in Runs)
        {
            var (start, end) = (offset, offset + run.Text.Length);
            var position = start;
            foreach (var cut in cuts.Where(c => c.End > start && c.Start < end))
            {
                var (from, to) = (Math.Max(cut.Start, start), Math.Min(cut.End, end));
                if (from > position)
                {
                    yield return (run with { Text = text[position..from] }, false);
                }

                yield return (run with { Text = text[from..to] }, true);
                position = to;
            }

            if (position < end)
            {
                yield return (run with { Text = text[position..end] }, false);
            }

            offset = end;
        }
    }
}
