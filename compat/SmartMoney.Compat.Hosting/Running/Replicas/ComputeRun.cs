using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Endpoints;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>A resource that runs: all its replicas, behind its public ports.</summary>
internal sealed class ComputeRun : IAsyncDisposable
{
    private readonly RunContext _context;
    private readonly ResourcePorts _ports;
    private readonly ReplicaRun[] _replicas;

    public ComputeRun(RunContext context, IResource resource, Microsoft.Extensions.Configuration.IConfiguration configuration)
    {
        _context = context;
        Resource = resource;
        _ports = ResourcePorts.Allocate(resource, configuration, Destinations);
        _replicas = [.. ResourceIds.Of(resource).Select(id => new ReplicaRun(context, resource, id, _ports))];
    }

    /// <summary>The resource.</summary>
    public IResource Resource { get; }

    /// <summary>Starts all replicas, after what they wait for.</summary>
    public Task StartAsync() => Task.WhenAll(_replicas.Select(r => r.StartAsync(wait: true)));

    /// <summary>The replica of this id.</summary>
    public ReplicaRun? Find(string id) => Array.Find(_replicas, r => r.Id == id);

    /// <summary>Stops all replicas and closes the public ports.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_replicas.Select(r => r.DisposeAsync().AsTask()));
        await _ports.DisposeAsync();
    }

    // The healthy ones; while there is none, those that run: they may have a reason to tell.
    private IReadOnlyList<int> Destinations(EndpointAnnotation endpoint)
    {
        var running = _replicas.Where(r => r.IsRunning).ToArray();
        var healthy = running.Where(IsHealthy).ToArray();
        return [.. (healthy.Length > 0 ? healthy : running).Select(r => r.Ports[endpoint.Name])];
    }

    private bool IsHealthy(ReplicaRun replica)
        => _context.Notifications.TryGetCurrentState(replica.Id, out var known) && known.Snapshot.HealthStatus == HealthStatus.Healthy;
}
