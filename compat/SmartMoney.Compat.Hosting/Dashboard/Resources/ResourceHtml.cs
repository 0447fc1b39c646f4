using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>The parts of pages that show a resource. Those with an id are replaced when it changes.</summary>
internal static class ResourceHtml
{
    private const string Nothing = "–";

    /// <summary>A row of the table of resources.</summary>
    public static Html Row(ResourceView view, bool showHidden)
        => $"""
            <tr role="row" id="{view.ElementId}"{Html.When(view.IsHidden && !showHidden, $" hidden")}>
            <th role="rowheader" scope="row"><a href="{view.Path}" data-key="name">{view.Label}</a> <span class="kind">{view.Type}</span></th>
            <td role="cell" class="at-state">{State(view)}</td>
            <td role="cell" class="at-time{None(view.Started is null)}">{Time(view.Started, full: false)}</td>
            <td role="cell" class="at-source{None(view.Source.Length == 0)}" title="{view.SourceInFull}">{view.Source}</td>
            <td role="cell" class="at-urls{None(view.Urls.Count == 0)}">{Urls(view)}</td>
            <td role="cell" class="at-actions">{Actions(view, "/")}</td>
            </tr>
            """;

    /// <summary>State, health and exit code, in words and in colour.</summary>
    public static Html State(ResourceView view)
        => $"""
            <span class="state state--{view.Style}">{view.State}</span>{Html.When(view.Health is not null, $" <span class=\"health\">{view.Health}</span>")}{Html.When(view.ExitCode is not null, $" <span class=\"health\">exit code {view.ExitCode ?? 0}</span>")}{Html.When(view.Failure is not null, $"<span class=\"failure\">{view.Failure}</span>")}
            """;

    /// <summary>The commands, and the way to the log.</summary>
    /// <param name="back">The page to go back to afterwards.</param>
    public static Html Actions(ResourceView view, string back)
        => $"""<div class="actions">{view.Commands.Select(c => Command(view, c, back))}<a class="button" href="{view.LogPath}" data-key="logs" aria-label="Console logs of {view.Label}">Logs</a></div>""";

    public static Html Time(DateTime? utc, bool full)
    {
        if (utc is not { } at)
        {
            return $"{Nothing}";
        }

        var local = DateTime.SpecifyKind(at, DateTimeKind.Utc).ToLocalTime();
        var whole = local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"""<time datetime="{at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}" title="{whole}">{(full ? whole : local.ToString("HH:mm:ss", CultureInfo.InvariantCulture))}</time>""";
    }

    public static Html Urls(ResourceView view)
        => view.Urls.Count == 0 ? (Html)$"{Nothing}" : (Html)$"""<ul class="urls">{view.Urls.Select(u => (Html)$"<li>{Url(u)}</li>")}</ul>""";

    // A phone leaves such a cell out.
    private static Html None(bool isEmpty) => Html.When(isEmpty, $" none");

    private static Html Url(UrlView url)
        => url.IsLink ? (Html)$"""<a href="{url.Address}" target="_blank" rel="noreferrer" data-key="{url.Address}">{url.Text}</a>""" : (Html)$"""<span>{url.Text}</span>""";

    private static Html Command(ResourceView view, ResourceCommandSnapshot command, string back)
    {
        Html button = $"""<button class="button" data-key="{command.Name}" title="{command.DisplayDescription}" aria-label="{command.DisplayName} {view.Label}"{Html.When(command.State == ResourceCommandState.Disabled, $" disabled")}>{command.DisplayName}</button>""";
        Html form = $"""
            <form method="post" action="{view.Path}/commands/{Uri.EscapeDataString(command.Name)}" data-command><input type="hidden" name="back" value="{back}">{button}</form>
            """;
        return command.ConfirmationMessage is null
            ? form
            : $"""<details class="confirm"><summary class="button" data-key="ask-{command.Name}">{command.DisplayName}…</summary><p>{command.ConfirmationMessage}</p>{form}</details>""";
    }
}
