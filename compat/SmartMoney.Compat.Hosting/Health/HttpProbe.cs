using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>The health check of this key asks for a page, so that each replica can be asked by itself.</summary>
/// <param name="key">The check's key.</param>
/// <param name="probe">Asks.</param>
internal sealed class HttpProbeAnnotation(string key, HttpProbe probe) : IResourceAnnotation
{
    public string Key { get; } = key;

    public HttpProbe Probe { get; } = probe;
}

/// <summary>Asks a resource for a page and compares the status.</summary>
internal sealed class HttpProbe(Func<EndpointReference> endpoint, string path, int status) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    public EndpointReference Endpoint => endpoint();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Endpoint.IsAllocated
            ? AskAsync(new Uri(Endpoint.Url), cancellationToken)
            : Task.FromResult(HealthCheckResult.Unhealthy("The endpoint has no port yet."));

    /// <summary>Asks one replica.</summary>
    public async Task<HealthCheckResult> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        var page = new Uri(address, path);
        try
        {
            using var response = await Client.GetAsync(page, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == status
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(FormattableString.Invariant($"{path} answered {(int)response.StatusCode} in place of {status}."));
        }
        catch (HttpRequestException e)
        {
            return HealthCheckResult.Unhealthy($"{path} did not answer: {e.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{path} did not answer in {Client.Timeout.TotalSeconds:0} s.");
        }
    }
}

/// <summary>Chooses the endpoint of a resource that speaks HTTP.</summary>
internal static class HttpEndpoint
{
    /// <summary>https, else http.</summary>
    /// <exception cref="DistributedApplicationException">There is neither.</exception>
    public static EndpointReference Preferred(IResourceWithEndpoints resource)
    {
        var endpoints = resource.GetEndpoints().ToArray();
        return endpoints.FirstOrDefault(e => e.IsHttps)
            ?? endpoints.FirstOrDefault(e => e.IsHttp)
            ?? throw new DistributedApplicationException($"Could not create HTTP health check for resource '{resource.Name}' as no endpoint was found matching one of the specified names: https, http.");
    }
}
