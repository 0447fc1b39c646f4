using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace SmartMoney.ServiceDefaults.Resilience;

/// <summary>
/// Tries a safe request again when the other side is away for a moment; sends everything else exactly once, because a write that got
/// no answer may still have been done. Bodies stream: nothing is held in memory, and a request with a body is never repeated.
/// There is no circuit breaker: a service has one database behind it, and a breaker would only lengthen the outage for the person waiting.
/// </summary>
internal sealed partial class ResilienceHandler : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> _safe;
    private readonly ResiliencePipeline<HttpResponseMessage> _once;
    private readonly TimeProvider _clock;
    private readonly ILogger<ResilienceHandler> _log;
    private readonly TimeSpan _longestDelay;

    public ResilienceHandler(IOptions<ResilienceOptions> options, TimeProvider clock, ILogger<ResilienceHandler> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Value;
        _clock = clock;
        _log = log;
        _longestDelay = limits.MaxDelay;
        _once = Pipeline().AddTimeout(limits.WriteTimeout).Build();
        var safe = Pipeline().AddTimeout(limits.TotalTimeout);
        // Polly wants at least one retry where there is a retry strategy.
        if (limits.Retries > 0)
            safe.AddRetry(Retry(limits));
        _safe = safe.AddTimeout(limits.AttemptTimeout).Build();
    }

    private ResiliencePipelineBuilder<HttpResponseMessage> Pipeline() => new() { TimeProvider = _clock };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pipeline = IsSafe(request) ? _safe : _once;
        try
        {
            return await pipeline.ExecuteAsync(
                static async (state, token) => await state.Handler.SendOnce(state.Request, token),
                (Handler: this, Request: request),
                cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw new HttpRequestException(
                HttpRequestError.Unknown, $"The service did not answer within {late.Timeout.TotalSeconds:0.#} s.", new TimeoutException(late.Message, late));
        }
    }

    private Task<HttpResponseMessage> SendOnce(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    private RetryStrategyOptions<HttpResponseMessage> Retry(ResilienceOptions limits) => new()
    {
        MaxRetryAttempts = limits.Retries,
        Delay = limits.Delay,
        MaxDelay = limits.MaxDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
        {
            { Exception: HttpRequestException or TimeoutRejectedException } => true,
            { Result: { } answer } => IsPassing(answer.StatusCode) && !(AskedDelay(answer) > _longestDelay),
            _ => false,
        }),
        DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer ? AskedDelay(answer) : null),
        OnRetry = attempt =>
        {
            LogRetry(attempt.AttemptNumber + 1, (int?)attempt.Outcome.Result?.StatusCode, attempt.Outcome.Exception?.GetType().Name, attempt.RetryDelay.TotalMilliseconds);
            attempt.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };

    private static bool IsSafe(HttpRequestMessage request) =>
        request.Content is null && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options);

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private TimeSpan? AskedDelay(HttpResponseMessage answer)
    {
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    [LoggerMessage(9101, LogLevel.Warning, "Attempt {Attempt} at another service failed ({Status}{Reason}); trying again in {Delay} ms")]
    private partial void LogRetry(int attempt, int? status, string? reason, double delay);
}
