using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SmartMoney.Api.Features.Health;

/// <summary>Whether the API can do its work, for anyone who asks through the gateway.</summary>
public static class HealthEndpoints
{
    // As long as the probes wait: what has not answered by then is away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<SchemaCheck>(SchemaCheck.Name);

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/health", GetAsync).AllowAnonymous().DisableHttpMetrics()
            .WithTags("Health").WithName("health").WithSummary("Whether the API and its database can work")
            .Produces<HealthAnswer>().Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<JsonHttpResult<HealthAnswer>> GetAsync(HealthCheckService checks, HttpContext http, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await IsWellAsync(checks, cancel)
            ? TypedResults.Json(new HealthAnswer("ok"))
            : TypedResults.Json(new HealthAnswer("unavailable"), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> IsWellAsync(HealthCheckService checks, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var report = await checks.CheckHealthAsync(check => check.Name == SchemaCheck.Name, patience.Token);
            return report.Status == HealthStatus.Healthy;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <summary>All that an anonymous caller learns.</summary>
/// <param name="Status">ok or unavailable.</param>
public sealed record HealthAnswer(string Status);
