using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Replicas;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Something that was started.</summary>
internal interface ILaunched : IAsyncDisposable
{
    /// <summary>Its process; null when it has none here.</summary>
    int? ProcessId { get; }

    /// <summary>Ends with it: its exit code.</summary>
    Task<int> Exited { get; }

    /// <summary>Facts about it, for display.</summary>
    IReadOnlyList<ResourcePropertySnapshot> Facts { get; }

    /// <summary>Stops it in an orderly way, and by force when it takes too long.</summary>
    Task StopAsync();
}

/// <summary>Starts resources of one kind.</summary>
internal interface ILauncher
{
    /// <summary>Starts a replica; returns when it has been started, not when it is ready.</summary>
    /// <exception cref="DistributedApplicationException">It could not be started; the message goes on from '… did not start: '.</exception>
    Task<ILaunched> LaunchAsync(Launch launch, CancellationToken cancellationToken);
}

/// <summary>What a replica is started with.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Id">The replica's id.</param>
/// <param name="Environment">The variables that the model gives it.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Output">Takes its lines.</param>
internal sealed record Launch(
    IResource Resource,
    string Id,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Arguments,
    ResourceOutput Output);
