using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>Gives a command to a resource and says how it went.</summary>
internal sealed class ResourceCommand(ResourceViews views, ResourceCommandService commands, Redaction redaction, Outcomes outcomes)
{
    /// <param name="ending">Ends with the dashboard. A browser that goes away does not leave a restart half done.</param>
    public async Task<IResult> GiveAsync(HttpContext context, string id, string command, CancellationToken ending)
    {
        if (views.Find(id) is not { } resource)
        {
            return TypedResults.NotFound();
        }

        var back = (await context.Request.ReadFormAsync(context.RequestAborted))["back"].ToString();
        var outcome = await GiveAsync(resource, command, ending);
        if (context.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "application/json"))
        {
            return TypedResults.Json(outcome);
        }

        var page = back == "/" ? "/" : views.Of(resource).Path;
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = FormattableString.Invariant($"{page}?outcome={outcomes.Add(outcome)}");
        return TypedResults.Empty;
    }

    private async Task<Outcome> GiveAsync(ResourceEvent resource, string command, CancellationToken cancellationToken)
    {
        var view = views.Of(resource);
        var known = resource.Snapshot.Commands.FirstOrDefault(c => c.Name == command);
        if (known is not { State: ResourceCommandState.Enabled })
        {
            return new Outcome(Ok: false, $"{view.Label}: '{known?.DisplayName ?? command}' is not possible now, its state is {view.State}.");
        }

        var result = await commands.ExecuteCommandAsync(resource.ResourceId, command, cancellationToken);
        var words = result.Message is { Length: > 0 } message ? $": {redaction.Value(message)}" : ".";
        return result switch
        {
            { Success: true } => new Outcome(Ok: true, $"{view.Label}: {known.DisplayName} done{words}"),
            { Canceled: true } => new Outcome(Ok: false, $"{view.Label}: {known.DisplayName} was called off{words}"),
            _ => new Outcome(Ok: false, $"{view.Label}: {known.DisplayName} failed{words}"),
        };
    }
}
