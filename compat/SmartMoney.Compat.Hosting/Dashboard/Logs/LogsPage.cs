using System.Globalization;
using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Aspire.Hosting.Dashboard;

/// <summary>The log of one replica: its newest lines on the page, new ones as they come.</summary>
internal sealed class LogsPage(ResourceViews views, ResourceLoggerService loggers, Redaction redaction, PageFrame frame)
{
    // What a browser lays out at once without a stutter; the script has the rest ready for its search.
    private const int LinesOnPage = 1_000;
    private const int LinesPerEvent = 500;

    // A process that writes fast then comes in few large events instead of many small ones.
    private static readonly TimeSpan BetweenEvents = TimeSpan.FromMilliseconds(50);

    /// <summary>The choice of a resource.</summary>
    public IResult Choose(HttpContext context, string? resource)
        => views.Find(resource ?? "") is { } chosen
            ? TypedResults.LocalRedirect(views.Of(chosen).LogPath)
            : frame.Page(context, "Console logs", "/consolelogs", $"""
                <h1>Console logs</h1>
                <ul class="choices">{Choices().Select(v => (Html)$"""<li><a href="{v.LogPath}">{v.Label}</a> {ResourceHtml.State(v)}</li>""")}</ul>
                """);

    /// <summary>The log.</summary>
    /// <param name="q">Only lines with this in them.</param>
    /// <param name="after">Only lines after this one.</param>
    public async Task<IResult> ShowAsync(HttpContext context, string id, string? q, int? after)
    {
        if (views.Find(id) is not { } resource)
        {
            return TypedResults.NotFound();
        }

        var view = views.Of(resource);
        var query = q ?? "";
        var lines = await NewestAsync(view.Id);
        var found = lines.Where(l => l.LineNumber > (after ?? 0)).Select(l => LogEntry.Of(l, redaction)).Where(e => e.Has(query)).ToArray();
        return frame.Page(context, $"Log of {view.Label}", "/consolelogs", $"""
            <h1>Log of <a href="{view.Path}">{view.Label}</a></h1>
            <div class="tools">
            <form method="get" action="/consolelogs" class="tool" data-choose><label for="resource">Resource</label><select id="resource" name="resource">{Choices().Select(v => Option(v, v.Id == view.Id))}</select><button class="button">Show</button></form>
            <form method="get" action="{view.LogPath}" class="tool" role="search" data-search><label for="q">Search</label><input id="q" name="q" type="search" value="{query}" autocomplete="off" spellcheck="false">{Html.When(after is not null, $"""<input type="hidden" name="after" value="{after ?? 0}">""")}<button class="button">Search</button></form>
            <div class="tool"><button class="button" data-follow aria-pressed="true" hidden>Follow</button><a class="button" data-clear href="{view.LogPath}?after={(lines.Count == 0 ? 0 : lines[^1].LineNumber)}">Clear</a>{Html.When(after is > 0, $"""<a class="button" data-all href="{view.LogPath}">All lines</a>""")}</div>
            <p class="count" id="count" role="status">{Count(found.Length, lines.Count, query)}</p>
            </div>
            <div class="log" id="log" role="log" aria-live="off" aria-label="Log of {view.Label}" tabindex="0" data-lines="/events/logs/{Uri.EscapeDataString(view.Id)}" data-after="{after ?? 0}">
            {found.TakeLast(LinesOnPage).Select(e => Line(e, query))}
            </div>
            """);
    }

    /// <summary>The lines that are kept after one, then every new one.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogEntry>> WatchAsync(string id, int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [];
        if (views.Find(id) is not { } resource)
        {
            yield break;
        }

        await foreach (var batch in loggers.WatchAsync(resource.ResourceId, cancellationToken))
        {
            foreach (var part in batch.Where(l => l.LineNumber > after).Chunk(LinesPerEvent))
            {
                yield return [.. part.Select(l => LogEntry.Of(l, redaction))];
            }

            await Task.Delay(BetweenEvents, cancellationToken);
        }
    }

    private static string Count(int found, int kept, string query)
    {
        var lines = string.Create(CultureInfo.InvariantCulture, $"{found:N0} {(found == 1 ? "line" : "lines")}");
        var shown = found > LinesOnPage ? string.Create(CultureInfo.InvariantCulture, $", the last {LinesOnPage:N0} shown") : "";
        return query.Length == 0 ? lines + shown : string.Create(CultureInfo.InvariantCulture, $"{lines} of {kept:N0} with “{query}”{shown}");
    }

    private static Html Option(ResourceView view, bool isChosen)
        => $"""<option value="{view.Id}"{Html.When(isChosen, $" selected")}>{view.Label}</option>""";

    private static Html Line(LogEntry entry, string query)
        => $"""<div class="line{(entry.Error ? " line--error" : "")}"><span class="no">{entry.N}</span><span class="at">{entry.Time}</span><span class="stream">{(entry.Error ? "err" : "")}</span><span class="text">{entry.Marked(query).Select(Run)}</span></div>{"\n"}""";

    private static Html Run((AnsiRun Run, bool IsMatch) part)
    {
        Html text = part.IsMatch ? (Html)$"<mark>{part.Run.Text}</mark>" : (Html)$"{part.Run.Text}";
        return part.Run.Style.Length == 0 ? text : (Html)$"""<span class="{part.Run.Style}">{text}</span>""";
    }

    private IEnumerable<ResourceView> Choices() => views.All().Where(v => !v.IsHidden);

    private async Task<IReadOnlyList<LogLine>> NewestAsync(string id)
    {
        var lines = new List<LogLine>();
        await foreach (var batch in loggers.GetAllAsync(id))
        {
            lines.AddRange(batch);
        }

        return lines;
    }
}
