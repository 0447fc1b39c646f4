using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartMoney.Gateway.Routing;
using SmartMoney.ServiceDefaults.Discovery;

namespace SmartMoney.Gateway.Health;

/// <summary>
/// The gateway is ready when each service behind it has a replica that is. Asked at most once a second however many supervisors ask.
/// </summary>
internal sealed partial class UpstreamReadiness(ServiceAddresses services, TimeProvider clock, ILogger<UpstreamReadiness> log) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Not from the factory: its clients retry, and a probe wants to know about now.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectTimeout = Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    });

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private (long At, HealthCheckResult Result)? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && clock.GetElapsedTime(last.At) < KeptFor)
                return last.Result;
            // Kept from when the question was asked, so that an answer is never older than it claims.
            var asked = clock.GetTimestamp();
            var result = await Ask(cancellationToken);
            if (result.Description != _last?.Result.Description)
                LogChange(result.Description!);
            _last = (asked, result);
            return result;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task<HealthCheckResult> Ask(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var answers = await Task.WhenAll(ProxyRoutes.Services.Select(async name => (Name: name, Ready: await AnyReady(name, patience.Token))));
        // One ready replica was enough: stop waiting for the slower ones.
        await patience.CancelAsync();
        var away = answers.Where(static answer => !answer.Ready).Select(static answer => answer.Name).ToList();
        return away.Count == 0 ? HealthCheckResult.Healthy("Ready.") : HealthCheckResult.Unhealthy($"Not ready: {string.Join(", ", away)}.");
    }

    private async Task<bool> AnyReady(string name, CancellationToken cancellationToken)
    {
        await foreach (var answer in Task.WhenEach(services.Of(name, "http", "https").Select(address => IsReady(address, cancellationToken))))
            if (await answer)
                return true;
        return false;
    }

    private async Task<bool> IsReady(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/health"));
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(3101, LogLevel.Information, "Services behind the gateway: {State}")]
    private partial void LogChange(string state);
}

/// <summary>Adds the services behind the gateway to its own readiness.</summary>
internal static class UpstreamReadinessSetup
{
    internal static void AddUpstreamReadiness(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UpstreamReadiness>();
        builder.Services.AddHealthChecks().AddCheck<UpstreamReadiness>("services behind the gateway");
    }
}
