using Yarp.ReverseProxy.Forwarder;

namespace SmartMoney.Gateway.Errors;

/// <summary>
/// The one seam where the gateway's own failures become answers. What a service answered, errors included, passes untouched.
/// </summary>
internal static partial class GatewayErrors
{
    internal static void UseGatewayErrors(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("SmartMoney.Gateway.Errors");
        app.Use((context, next) => Run(context, next, log));
    }

    private static async Task Run(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; there is nobody to tell.
            return;
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            LogFailed(log, problem);
            context.Response.Clear();
            await GatewayAnswer.Failed.WriteAsync(context);
            return;
        }
        if (context.Response.HasStarted || context.GetForwarderErrorFeature() is not { } error || AnswerTo(error) is not { } answer)
            return;
        LogProxy(log, context.GetReverseProxyFeature().Cluster.Config.ClusterId, error.Error, Reason(error.Exception), answer.Status);
        await answer.WriteAsync(context);
    }

    private static GatewayAnswer? AnswerTo(IForwarderErrorFeature error) => error.Error switch
    {
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled => null,
        ForwarderError.NoAvailableDestinations => GatewayAnswer.Unavailable,
        ForwarderError.RequestTimedOut => GatewayAnswer.TimedOut,
        ForwarderError.RequestBodyClient or ForwarderError.RequestBodyDestination when Refusal(error.Exception) is { } status => status switch
        {
            StatusCodes.Status413PayloadTooLarge => GatewayAnswer.TooLarge,
            StatusCodes.Status408RequestTimeout => GatewayAnswer.TooSlow,
            _ => GatewayAnswer.BadRequest,
        },
        ForwarderError.RequestBodyClient => GatewayAnswer.BadRequest,
        _ when Routing.Failover.NobodyAnswered(error) => GatewayAnswer.Unavailable,
        _ => GatewayAnswer.Interrupted,
    };

    // The kind only: a message may quote an address with its query.
    private static string Reason(Exception? problem) => problem switch
    {
        null => "no replica",
        HttpRequestException http => http.HttpRequestError.ToString(),
        _ => problem.GetType().Name,
    };

    /// <summary>The status with which the server itself gave up reading the body, if it did.</summary>
    private static int? Refusal(Exception? problem) => problem switch
    {
        null => null,
        BadHttpRequestException refusal => refusal.StatusCode,
        AggregateException several => several.InnerExceptions.Select(Refusal).FirstOrDefault(static status => status is not null),
        _ => Refusal(problem.InnerException),
    };

    [LoggerMessage(3001, LogLevel.Error, "The gateway failed on a request")]
    private static partial void LogFailed(ILogger log, Exception problem);

    [LoggerMessage(3002, LogLevel.Warning, "No answer from {Service} ({Error}: {Reason}); answered {Status} instead")]
    private static partial void LogProxy(ILogger log, string service, ForwarderError error, string reason, int status);
}
