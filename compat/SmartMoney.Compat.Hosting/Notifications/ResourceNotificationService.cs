using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of all resources: who changes one publishes it here, who wants to know watches or waits.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly CancellationTokenSource _disposed = new();

    /// <summary>What a wait does, unless told, when the other becomes unavailable.</summary>
    public WaitBehavior DefaultWaitBehavior { get; internal set; } = WaitBehavior.WaitOnResourceUnavailable;

    /// <summary>Waits until a replica of the resource is in a state; Running when null.</summary>
    public async Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
        => await WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a replica of the resource is in one of the states; says which.</summary>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = await WaitForResourceAsync(resourceName, e => e.Snapshot.State is { } state && states.Contains(state.Text), cancellationToken);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits for a moment at which a replica of the resource, or the replica of this id, is as asked for.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            var meant = string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase)
                || string.Equals(change.ResourceId, resourceName, StringComparison.OrdinalIgnoreCase);
            if (meant && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException($"The operation was cancelled while it waited for the resource '{resourceName}'.");
    }

    /// <summary>Waits until a replica of the resource runs, is healthy, and its ready handlers are done.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
        => WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    /// <summary>Waits until a replica of the resource runs, is healthy, and its ready handlers are done.</summary>
    /// <exception cref="DistributedApplicationException">It became unavailable, and the behaviour is to stop then.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var change = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy && e.Snapshot.ResourceReadyEvent is not null
                || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && ResourceAvailability.IsGone(e.Snapshot)),
            cancellationToken);
        if (ResourceAvailability.IsGone(change.Snapshot))
        {
            throw new DistributedApplicationException(ResourceAvailability.Describe(change));
        }

        await change.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken);
        return change;
    }

    /// <summary>Waits for everything that the resource declares to wait for, all at the same time.</summary>
    /// <exception cref="DistributedApplicationException">Says which of them became unavailable.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
        => new DependencyWait(this, resource).WaitAsync(cancellationToken);

    /// <summary>The current states of all replicas, then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_gate)
        {
            foreach (var known in _current.Values)
            {
                channel.Writer.TryWrite(known);
            }

            _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(ended.Token))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>What is known of a replica, by its id or, where there is one only, by the resource's name.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        if (_current.TryGetValue(resourceId, out resourceEvent))
        {
            return true;
        }

        var named = _current.Values.Where(e => string.Equals(e.Resource.Name, resourceId, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        resourceEvent = named.Length == 1 ? named[0] : null;
        return resourceEvent is not null;
    }

    /// <summary>Changes what is known of all replicas of a resource.</summary>
    public async Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in ResourceIds.Of(resource))
        {
            await PublishUpdateAsync(resource, id, stateFactory);
        }
    }

    /// <summary>Changes what is known of one replica.</summary>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_gate)
        {
            var before = _current.TryGetValue(resourceId, out var known) ? known.Snapshot : InitialSnapshot.Of(resource);
            var after = stateFactory(before);
            after = after with { Commands = ResourceCommands.SnapshotsOf(resource, after) };
            var change = new ResourceEvent(resource, resourceId, after);
            _current[resourceId] = change;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(change);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends all watches.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed.IsCancellationRequested)
        {
            _disposed.Cancel();
            _disposed.Dispose();
        }
    }

    internal IReadOnlyList<ResourceEvent> Current(IResource resource)
        => [.. ResourceIds.Of(resource).Select(id => _current.GetValueOrDefault(id)).OfType<ResourceEvent>()];
}
