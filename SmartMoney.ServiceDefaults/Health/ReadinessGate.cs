using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace SmartMoney.ServiceDefaults.Health;

/// <summary>Closed from the moment the service is told to stop: <c>/health</c> answers 503 while requests are still taken.</summary>
internal sealed class ReadinessGate(IHostApplicationLifetime lifetime) : IHealthCheck
{
    private volatile bool _closed;

    internal void Close() => _closed = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_closed || lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The service is stopping.")
            : HealthCheckResult.Healthy());
}
