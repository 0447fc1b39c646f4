using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Aspire.Hosting.Dashboard;

/// <summary>One replica of a resource in full, kept up to date.</summary>
internal sealed class ResourcePage(ResourceViews views, ResourceNotificationService notifications, Outcomes outcomes, PageFrame frame)
{
    public IResult Show(HttpContext context, string id, int? outcome)
        => views.Find(id) is { } resource ? Page(context, resource, outcomes.Show(outcome), revealed: null) : TypedResults.NotFound();

    /// <summary>Shows one masked value, to whoever asks for it by a POST: as JSON to the script, else as the page with that value in it.</summary>
    public async Task<IResult> RevealAsync(HttpContext context, string id)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (views.Find(id) is not { } resource
            || !Enum.TryParse<ValueKind>(form["kind"], out var kind)
            || ResourceViews.Reveal(resource, kind, form["name"].ToString()) is not { } value)
        {
            return TypedResults.NotFound();
        }

        return context.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "application/json")
            ? TypedResults.Json(new { value })
            : Page(context, resource, outcomes.Show(number: null), new ValueView(kind, form["name"].ToString(), value, IsMasked: false));
    }

    /// <summary>The parts of the page that change, whenever they do.</summary>
    public async IAsyncEnumerable<Patch> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Patch.Hello;
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (!string.Equals(change.ResourceId, views.Find(id)?.ResourceId, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var (part, html) in Parts(views.Of(change), revealed: null))
            {
                var text = html.ToString();
                if (sent.GetValueOrDefault(part) != text)
                {
                    sent[part] = text;
                    yield return new Patch(part, text);
                }
            }
        }
    }

    private ContentHttpResult Page(HttpContext context, ResourceEvent resource, Html told, ValueView? revealed)
    {
        var view = views.Of(resource);
        return frame.Page(context, view.Label, "/", $"""
            <p class="trail"><a href="/">Resources</a></p>
            <h1>{view.Label} <span class="kind">{view.Type}</span></h1>
            {told}
            <div class="details" data-events="/events{view.Path}">
            {Parts(view, revealed).Select(p => p.Html)}
            </div>
            """);
    }

    private static IEnumerable<(string Id, Html Html)> Parts(ResourceView view, ValueView? revealed)
    {
        yield return ("head", $"""<section id="head" class="head"><p>{ResourceHtml.State(view)}</p>{ResourceHtml.Actions(view, view.Path)}</section>""");
        yield return ("facts", $"""
            <section id="facts"><h2>Facts</h2><dl class="facts">
            <dt>Id</dt><dd>{view.Id}</dd>
            <dt>Declared</dt><dd>{ResourceHtml.Time(view.Created, full: true)}</dd>
            <dt>Started</dt><dd>{ResourceHtml.Time(view.Started, full: true)}</dd>
            <dt>Ended</dt><dd>{ResourceHtml.Time(view.Stopped, full: true)}</dd>
            <dt>URLs</dt><dd>{ResourceHtml.Urls(view)}</dd>
            </dl></section>
            """);
        yield return ("properties", Values("properties", "Properties", view, view.Properties, revealed));
        yield return ("health", Section("health", "Health checks", "It has no health checks.", view.Reports.Select(r => (Html)$"""
            <tr><th scope="row">{r.Name}</th><td><span class="state state--{r.Style}">{r.Status}</span></td><td>{ResourceHtml.Time(r.At, full: false)}</td><td class="value">{r.Text}</td></tr>
            """)));
        yield return ("environment", Values("environment", "Environment", view, view.Variables, revealed));
        yield return ("relations", Section("relations", "Relationships", "It has to do with no other resource.", view.Relations.Select(r => (Html)$"""
            <tr><th scope="row"><a href="/resources/{Uri.EscapeDataString(r.Name)}" data-key="{r.Name} {r.How}">{r.Name}</a></th><td>{r.How}</td></tr>
            """)));
        yield return ("volumes", view.Volumes.Count == 0 ? $"""<section id="volumes" hidden></section>""" : Section("volumes", "Volumes", "", view.Volumes.Select(v => (Html)$"""
            <tr><th scope="row">{v.Source}</th><td>{v.Target}</td><td>{v.MountType}{Html.When(v.IsReadOnly, $", read only")}</td></tr>
            """)));
    }

    private static Html Values(string id, string title, ResourceView view, IReadOnlyList<ValueView> values, ValueView? revealed)
        => Section(id, title, "None yet.", values.Select(v => Value(view, v.Kind == revealed?.Kind && v.Name == revealed.Name ? revealed : v)));

    private static Html Value(ResourceView view, ValueView value)
        => $"""
            <tr><th scope="row">{value.Name}</th><td class="value"><span>{value.Value}</span>{Html.When(value.IsMasked, $"""
            <form class="reveal" method="post" action="{view.Path}/reveal" data-reveal><input type="hidden" name="kind" value="{value.Kind.ToString()}"><input type="hidden" name="name" value="{value.Name}"><button class="button" data-key="{value.Kind.ToString()} {value.Name}" aria-label="Reveal {value.Name}">Reveal</button></form>
            """)}</td></tr>
            """;

    private static Html Section(string id, string title, string empty, IEnumerable<Html> rows)
    {
        var all = rows.ToArray();
        return $"""
            <section id="{id}"><h2>{title}</h2>{Html.When(all.Length == 0, $"<p class=\"muted\">{empty}</p>")}{Html.When(all.Length > 0, $"<table class=\"table\"><tbody>{all}</tbody></table>")}</section>
            """;
    }
}
