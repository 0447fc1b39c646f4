using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace SmartMoney.Gateway.Routing;

/// <summary>
/// When a replica takes no connection the request goes to another one, whatever its verb: nothing of it was sent.
/// A connection that broke later is repeated for reads only, because a write may have been done.
/// </summary>
internal static class Failover
{
    internal static async Task Run(HttpContext context, RequestDelegate next)
    {
        var proxy = context.GetReverseProxyFeature();
        // Load balancing narrows the list to its choice: keep the whole one.
        var untried = proxy.AvailableDestinations;
        while (true)
        {
            await next(context);
            var failed = proxy.ProxiedDestination;
            if (failed is null || context.Response.HasStarted || context.GetForwarderErrorFeature() is not { } error || !MayRepeat(context.Request, error))
                return;
            untried = [.. untried.Where(destination => destination != failed)];
            if (untried.Count == 0)
                return;
            proxy.AvailableDestinations = untried;
            proxy.ProxiedDestination = null;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.StatusCode = StatusCodes.Status200OK;
        }
    }

    /// <summary>True when no connection came about, so that nothing was sent.</summary>
    internal static bool NobodyAnswered(IForwarderErrorFeature error) =>
        error is { Error: ForwarderError.Request, Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } };

    private static bool MayRepeat(HttpRequest request, IForwarderErrorFeature error) =>
        NobodyAnswered(error) || (error.Error == ForwarderError.Request && IsRead(request));

    private static bool IsRead(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true;
}
