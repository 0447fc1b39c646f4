using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>Resources without a process of their own: parameters, connection strings, databases.</summary>
internal sealed class ValueRun(RunContext context, IResource resource)
{
    private readonly string _id = ResourceIds.Of(resource)[0];

    /// <summary>Publishes its state, and goes on to where it depends on others, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var work = resource switch
            {
                ParameterResource parameter => PublishParameterAsync(parameter, cancellationToken),
                IResourceWithParent child => FollowAsync(child.Parent, cancellationToken),
                IResourceWithConnectionString value => PublishConnectionStringAsync(value, cancellationToken),
                _ => Task.CompletedTask,
            };
            await work;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task PublishParameterAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        try
        {
            var value = await parameter.GetValueAsync(cancellationToken);
            if (parameter.Secret)
            {
                context.Mask.Add(value);
            }

            await PublishAsync(KnownResourceStates.Running, s => s.With(KnownProperties.ParameterValue, value, parameter.Secret));
            await ReadyAsync(cancellationToken);
        }
        catch (MissingParameterValueException e)
        {
            context.Console.Fail(e.Message);
            await PublishAsync(KnownResourceStates.ValueMissing, s => s.With(KnownProperties.Failure, e.Message));
        }
    }

    private async Task PublishConnectionStringAsync(IResourceWithConnectionString value, CancellationToken cancellationToken)
    {
        await new DependencyWait(context.Notifications, resource).WaitAsync(cancellationToken);
        await value.GetConnectionStringAsync(cancellationToken);
        await context.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, context.Services), cancellationToken);
        await PublishAsync(KnownResourceStates.Running, s => s);
        await ReadyAsync(cancellationToken);
    }

    // A child is in whatever state its parent is in; only its health is its own.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "StopWatchingAsync disposes it, at the latest at the end.")]
    private async Task FollowAsync(IResource parent, CancellationToken cancellationToken)
    {
        string? last = null;
        CancellationTokenSource? watching = null;
        try
        {
            await foreach (var change in context.Notifications.WatchAsync(cancellationToken))
            {
                await ApplyAsync(change);
            }
        }
        finally
        {
            await StopWatchingAsync();
        }

        async Task ApplyAsync(ResourceEvent change)
        {
            var state = change.Snapshot.State?.Text;
            if (!ReferenceEquals(change.Resource, parent) || state is null || state == last)
            {
                return;
            }

            last = state;
            await StopWatchingAsync();
            await PublishAsync(state, s => s with
            {
                ResourceReadyEvent = null,
                ExitCode = change.Snapshot.ExitCode,
                StartTimeStamp = change.Snapshot.StartTimeStamp,
                StopTimeStamp = change.Snapshot.StopTimeStamp,
            });
            if (state == KnownResourceStates.Running)
            {
                watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await context.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, context.Services), cancellationToken);
                _ = MonitorAsync(parent, watching.Token);
            }
        }

        async Task StopWatchingAsync()
        {
            if (watching is not null)
            {
                await watching.CancelAsync();
                watching.Dispose();
                watching = null;
            }
        }
    }

    private async Task MonitorAsync(IResource parent, CancellationToken cancellationToken)
    {
        try
        {
            // A database is only made when its server is ready: asked before, it would log an error for nothing.
            await context.Notifications.WaitForResourceHealthyAsync(parent.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
            var monitor = new HealthMonitor(context.Notifications, context.HealthChecks, resource, _id, new Dictionary<string, int>(StringComparer.Ordinal));
            await monitor.RunAsync(() => ReadyEventAsync(cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The parent has left its state.
        }
    }

    private Task PublishAsync(string state, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
        => context.Notifications.PublishUpdateAsync(resource, _id, s => change(s) with { State = new(state, state == KnownResourceStates.Running ? KnownResourceStateStyles.Success : null) });

    private Task ReadyAsync(CancellationToken cancellationToken)
    {
        var handlers = ReadyEventAsync(cancellationToken);
        return context.Notifications.PublishUpdateAsync(resource, _id, s => s with { ResourceReadyEvent = new EventSnapshot(handlers) });
    }

    private Task ReadyEventAsync(CancellationToken cancellationToken)
        => context.Eventing.PublishAsync(new ResourceReadyEvent(resource, context.Services), cancellationToken);
}
