using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Something that happened to the application.</summary>
public interface IDistributedApplicationEvent;

/// <summary>Something that happened to one resource.</summary>
public interface IDistributedApplicationResourceEvent : IDistributedApplicationEvent
{
    /// <summary>The resource.</summary>
    IResource Resource { get; }
}

/// <summary>How subscribers are called.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; the publisher waits.</summary>
    BlockingSequential,

    /// <summary>All at once; the publisher waits.</summary>
    BlockingConcurrent,

    /// <summary>One after the other; the publisher does not wait.</summary>
    NonBlockingSequential,

    /// <summary>All at once; the publisher does not wait.</summary>
    NonBlockingConcurrent,
}

/// <summary>A subscription, to be ended by <see cref="IDistributedApplicationEventing.Unsubscribe"/>.</summary>
/// <param name="callback">Is called with the event.</param>
public class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>Is called with the event.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;

    internal Type? EventType { get; init; }

    internal IResource? Resource { get; init; }
}

/// <summary>Events of the application and of its resources.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Calls back for each event of a type.</summary>
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    /// <summary>Calls back for each event of a type that is about one resource.</summary>
    DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent;

    /// <summary>Ends a subscription.</summary>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    /// <summary>Calls the subscribers one after the other.</summary>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;

    /// <summary>Calls the subscribers.</summary>
    Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}

/// <inheritdoc cref="IDistributedApplicationEventing"/>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentQueue<DistributedApplicationEventSubscription> _subscriptions = [];
    private readonly ConcurrentDictionary<DistributedApplicationEventSubscription, bool> _ended = [];

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
        => Add<T>(resource: null, callback);

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
        => Add<T>(resource, callback);

    /// <inheritdoc/>
    public void Unsubscribe(DistributedApplicationEventSubscription subscription) => _ended[subscription] = true;

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
        => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc/>
    public async Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        var about = (@event as IDistributedApplicationResourceEvent)?.Resource;
        var meant = _subscriptions
            .Where(s => s.EventType == typeof(T) && (s.Resource is null || ReferenceEquals(s.Resource, about)) && !_ended.ContainsKey(s))
            .ToArray();
        var called = dispatchBehavior is EventDispatchBehavior.BlockingConcurrent or EventDispatchBehavior.NonBlockingConcurrent
            ? Task.WhenAll(meant.Select(s => s.Callback(@event, cancellationToken)))
            : CallInOrderAsync(meant, @event, cancellationToken);
        if (dispatchBehavior is EventDispatchBehavior.BlockingConcurrent or EventDispatchBehavior.BlockingSequential)
        {
            await called;
        }
    }

    private static async Task CallInOrderAsync(IEnumerable<DistributedApplicationEventSubscription> subscriptions, IDistributedApplicationEvent @event, CancellationToken cancellationToken)
    {
        foreach (var subscription in subscriptions)
        {
            await subscription.Callback(@event, cancellationToken);
        }
    }

    private DistributedApplicationEventSubscription Add<T>(IResource? resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        var subscription = new DistributedApplicationEventSubscription((e, cancellationToken) => callback((T)e, cancellationToken))
        {
            EventType = typeof(T),
            Resource = resource,
        };
        _subscriptions.Enqueue(subscription);
        return subscription;
    }
}
