using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace SmartMoney.ServiceDefaults.Health;

/// <summary>The two questions a supervisor asks: does the process live, and is it ready for work?</summary>
internal static class Probes
{
    private const string Live = "live";
    private static readonly string[] Verbs = [HttpMethods.Get, HttpMethods.Head];
    private static readonly PathString[] Paths = ["/health", "/alive", "/api/health"];

    // A probe that hangs tells its caller nothing: whatever has not answered by now is not ready.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    internal static bool IsProbe(PathString path) => Array.Exists(Paths, p => p.Equals(path, StringComparison.OrdinalIgnoreCase));

    internal static void AddProbes(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadinessGate>();
        builder.Services.AddHealthChecks()
            .AddCheck("self", static () => HealthCheckResult.Healthy(), [Live])
            .AddCheck<ReadinessGate>("not stopping");
    }

    internal static void MapProbes(this IEndpointRouteBuilder app)
    {
        Map(app, "/alive", static check => check.Tags.Contains(Live));
        Map(app, "/health", static _ => true);
    }

    private static void Map(IEndpointRouteBuilder app, string path, Func<HealthCheckRegistration, bool> which) =>
        app.MapMethods(path, Verbs, (HttpContext context, HealthCheckService checks) => Answer(context, checks, which))
            .AllowAnonymous()
            .DisableHttpMetrics()
            .ExcludeFromDescription();

    private static async Task<IResult> Answer(HttpContext context, HealthCheckService checks, Func<HealthCheckRegistration, bool> which)
    {
        var status = await Ask(checks, which, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new ProbeAnswer(status.ToString()),
            statusCode: status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static async Task<HealthStatus> Ask(HealthCheckService checks, Func<HealthCheckRegistration, bool> which, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return (await checks.CheckHealthAsync(which, patience.Token)).Status;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthStatus.Unhealthy;
        }
    }

    /// <summary>All that an anonymous caller learns.</summary>
    /// <param name="Status">Healthy, Degraded or Unhealthy.</param>
    private sealed record ProbeAnswer(string Status);
}
