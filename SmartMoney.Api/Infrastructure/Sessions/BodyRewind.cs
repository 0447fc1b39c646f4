using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>Keeps a JSON body readable twice for requests with an <c>Idempotency-Key</c>: it is bound, then fingerprinted.</summary>
internal static class BodyRewind
{
    public static IApplicationBuilder UseBodyRewind(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.HasJsonContentType() && context.Request.Headers.ContainsKey(Idempotency.Header))
            context.Request.EnableBuffering(bufferThreshold: Body<object>.Limit, bufferLimit: Body<object>.Limit);
        return next(context);
    });
}
