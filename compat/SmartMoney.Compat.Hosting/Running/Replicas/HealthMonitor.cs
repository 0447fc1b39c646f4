using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>Runs the health checks of a running replica again and again, and publishes what they say.</summary>
/// <param name="notifications">Where it is published.</param>
/// <param name="checks">Runs the registered checks.</param>
/// <param name="resource">The resource.</param>
/// <param name="id">The replica's id.</param>
/// <param name="ports">The ports that the replica binds: it is asked there, not through the proxy.</param>
internal sealed class HealthMonitor(ResourceNotificationService notifications, HealthCheckService checks, IResource resource, string id, IReadOnlyDictionary<string, int> ports)
{
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly string[] _keys = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => h.Key)];

    /// <summary>Goes on until it is cancelled.</summary>
    /// <param name="onReady">Is called once, when all checks have passed for the first time; ends with the ready handlers.</param>
    /// <param name="cancellationToken">Ends with the replica.</param>
    public async Task RunAsync(Func<Task> onReady, CancellationToken cancellationToken)
    {
        var ready = false;
        var pause = First;
        while (!cancellationToken.IsCancellationRequested)
        {
            var reports = await Task.WhenAll(_keys.Select(key => CheckAsync(key, cancellationToken)));
            cancellationToken.ThrowIfCancellationRequested();
            var healthy = Array.TrueForAll(reports, r => r.Status == HealthStatus.Healthy);
            await PublishAsync(reports, healthy && !ready ? onReady : null);
            ready |= healthy;
            if (_keys.Length == 0)
            {
                return;
            }

            pause = healthy ? First : pause * 1.5 < Longest ? pause * 1.5 : Longest;
            await Task.Delay(healthy ? WhenHealthy : pause, cancellationToken);
        }
    }

    private Task PublishAsync(HealthReportSnapshot[] reports, Func<Task>? onReady)
        => notifications.PublishUpdateAsync(resource, id, s => s with
        {
            HealthReports = [.. reports],
            ResourceReadyEvent = onReady is null ? s.ResourceReadyEvent : new EventSnapshot(onReady()),
        });

    private async Task<HealthReportSnapshot> CheckAsync(string key, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var probe = resource.Annotations.OfType<Health.HttpProbeAnnotation>().FirstOrDefault(p => p.Key == key)?.Probe;
        if (probe is not null && ports.TryGetValue(probe.Endpoint.EndpointName, out var port))
        {
            var result = await probe.AskAsync(new UriBuilder(probe.Endpoint.Scheme, "localhost", port).Uri, cancellationToken);
            return new HealthReportSnapshot(key, result.Status, result.Description, null) { LastRunAt = now };
        }

        var report = await checks.CheckHealthAsync(registration => registration.Name == key, cancellationToken);
        return report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.Message) { LastRunAt = now }
            : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"No health check is registered as '{key}'.", null) { LastRunAt = now };
    }
}
