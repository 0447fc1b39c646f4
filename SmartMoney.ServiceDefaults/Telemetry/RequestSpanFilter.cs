using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using SmartMoney.ServiceDefaults.Health;

namespace SmartMoney.ServiceDefaults.Telemetry;

/// <summary>
/// Adds route and status to a request's span (names: OpenTelemetry semantic conventions for HTTP), outermost in the pipeline so that
/// the status is the final one. Probes are not recorded, nor anything that happens below them.
/// </summary>
internal sealed class RequestSpanFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, rest) => Describe(context, rest));
        next(app);
    };

    private static async Task Describe(HttpContext context, RequestDelegate rest)
    {
        // The hosting activity, not whatever a later middleware may have started.
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is null || !span.IsAllDataRequested)
        {
            await rest(context);
            return;
        }
        if (Probes.IsProbe(context.Request.Path))
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            await rest(context);
            return;
        }
        try
        {
            await rest(context);
            Finish(span, context, context.Response.StatusCode, errorType: null);
        }
        catch (Exception problem)
        {
            // The type only: a message may quote what the request carried.
            Finish(span, context, StatusCodes.Status500InternalServerError, problem.GetType().FullName);
            throw;
        }
    }

    private static void Finish(Activity span, HttpContext context, int status, string? errorType)
    {
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
            span.SetTag("error.type", errorType ?? status.ToString(CultureInfo.InvariantCulture));
        }
        // An exception handler runs the pipeline again for its own page: the route that failed is the one of interest.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        if ((endpoint as RouteEndpoint)?.RoutePattern.RawText is not { } route)
            return;
        route = route.StartsWith('/') ? route : "/" + route;
        span.SetTag("http.route", route);
        span.DisplayName = $"{context.Request.Method} {route}";
    }
}
