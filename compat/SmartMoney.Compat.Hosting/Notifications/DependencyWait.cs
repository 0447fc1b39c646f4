using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The wait of one resource for all that it declares.</summary>
internal sealed class DependencyWait(ResourceNotificationService notifications, IResource resource)
{
    /// <summary>Called when a dependency became unavailable and the wait goes on.</summary>
    public Action<string>? OnUnavailable { get; init; }

    /// <exception cref="DistributedApplicationException">Says which dependency became unavailable.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>()
            .SelectMany(wait => ResourceIds.Of(wait.Resource).Select(id => (wait, id)))
            .Select(w => WaitOrCancelOthersAsync(w.wait, w.id, failed)));
    }

    // One that failed is enough; the others may take for ever.
    private async Task WaitOrCancelOthersAsync(WaitAnnotation wait, string id, CancellationTokenSource failed)
    {
        try
        {
            await WaitAsync(wait, id, failed.Token);
        }
        catch (DistributedApplicationException)
        {
            await failed.CancelAsync();
            throw;
        }
    }

    private Task WaitAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
        => wait.WaitType == WaitType.WaitForCompletion
            ? WaitForCompletionAsync(wait, id, cancellationToken)
            : WaitUntilUpAsync(wait, id, cancellationToken);

    private async Task WaitUntilUpAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var stop = (wait.WaitBehavior ?? notifications.DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var reported = false;
        var change = await notifications.WaitForResourceAsync(
            id,
            e =>
            {
                var gone = ResourceAvailability.IsGone(e.Snapshot);
                if (gone && !stop && !reported && wait.Resource is not IResourceWithParent)
                {
                    reported = true;
                    OnUnavailable?.Invoke(ResourceAvailability.Describe(e));
                }

                return gone ? stop : IsUp(e.Snapshot, wait.WaitType);
            },
            cancellationToken);
        if (ResourceAvailability.IsGone(change.Snapshot))
        {
            throw new DistributedApplicationException($"it waited for {wait.Resource.Name}, and {ResourceAvailability.Describe(change)}");
        }

        if (wait.WaitType == WaitType.WaitUntilHealthy)
        {
            await change.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken);
        }
    }

    private static bool IsUp(CustomResourceSnapshot snapshot, WaitType type)
        => type == WaitType.WaitUntilStarted
            ? snapshot.State?.Text == KnownResourceStates.Running
            : snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy && snapshot.ResourceReadyEvent is not null;

    private async Task WaitForCompletionAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var change = await notifications.WaitForResourceAsync(
            id,
            e => e.Snapshot.ExitCode is not null || ResourceAvailability.IsGone(e.Snapshot),
            cancellationToken);
        if (change.Snapshot.State?.Text == KnownResourceStates.FailedToStart)
        {
            throw new DistributedApplicationException($"it waited for {wait.Resource.Name}, and {ResourceAvailability.Describe(change)}");
        }

        if (change.Snapshot.ExitCode is { } code && code != wait.ExitCode)
        {
            var expected = wait.ExitCode == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" in place of {wait.ExitCode}");
            throw new DistributedApplicationException($"it waited for {wait.Resource.Name} to end well, and {ResourceAvailability.Describe(change)}{expected}");
        }
    }
}
