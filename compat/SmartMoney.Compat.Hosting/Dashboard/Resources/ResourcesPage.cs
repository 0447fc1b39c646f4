using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>All resources in a table, kept up to date.</summary>
internal sealed class ResourcesPage(ResourceViews views, ResourceNotificationService notifications, Outcomes outcomes, PageFrame frame)
{
    public IResult Show(HttpContext context, bool? hidden, int? outcome)
    {
        var all = views.All();
        var showHidden = hidden ?? false;
        Html toggle = showHidden ? (Html)$"""<a href="/">Leave out hidden resources</a>""" : (Html)$"""<a href="/?hidden=true">Show hidden resources</a>""";
        return frame.Page(context, "Resources", "/", $"""
            <h1>Resources</h1>
            {outcomes.Show(outcome)}
            <table role="table" class="table table--resources" data-events="/events/resources{(showHidden ? "?hidden=true" : "")}">
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Name</th><th role="columnheader" scope="col">State</th><th role="columnheader" scope="col">Start time</th><th role="columnheader" scope="col">Source</th><th role="columnheader" scope="col">URLs</th><th role="columnheader" scope="col">Actions</th></tr></thead>
            <tbody role="rowgroup">
            {all.Select(view => ResourceHtml.Row(view, showHidden))}
            </tbody>
            </table>
            <p class="foot">{Html.When(all.Any(v => v.IsHidden), toggle)} <span class="live" data-live hidden>Live</span></p>
            """);
    }

    /// <summary>Every row that changes, from now on; the present ones first.</summary>
    public async IAsyncEnumerable<Patch> WatchAsync(bool showHidden, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Patch.Hello;
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            var view = views.Of(change);
            yield return new Patch(view.ElementId, ResourceHtml.Row(view, showHidden).ToString());
        }
    }
}
