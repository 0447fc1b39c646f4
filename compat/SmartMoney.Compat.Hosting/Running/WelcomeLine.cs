using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Replicas;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Says once that everything is up, and where.</summary>
internal sealed class WelcomeLine(RunContext context, IReadOnlyList<IResource> resources)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var awaited = resources.Where(r => !r.HasAnnotationOfType<ExplicitStartupAnnotation>()).SelectMany(ResourceIds.Of);
            await Task.WhenAll(awaited.Select(id => context.Notifications.WaitForResourceAsync(id, IsDone, cancellationToken)));
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var doors = resources.OfType<IResourceWithEndpoints>()
            .SelectMany(r => r.GetEndpoints())
            .Where(e => e.EndpointAnnotation.IsExternal && e.IsAllocated)
            .Select(e => e.Url);
        context.Console.Announce($"Everything is up: {string.Join(" ", doors)}");
    }

    // Up and healthy, or done as a job is done.
    private static bool IsDone(ResourceEvent change)
        => change.Snapshot.HealthStatus == HealthStatus.Healthy || change.Snapshot is { ExitCode: 0, State.Text: "Finished" };
}
