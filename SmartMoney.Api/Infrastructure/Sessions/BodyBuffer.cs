using Microsoft.AspNetCore.WebUtilities;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>
/// Waits for all of a JSON body before a transaction is opened: a client that sends slowly holds no connection of the database, and what it
/// may do is decided when it has sent. The body can then be read twice: it is bound, and fingerprinted for an <c>Idempotency-Key</c>.
/// </summary>
internal static class BodyBuffer
{
    public static IApplicationBuilder UseBodyBuffer(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.HasJsonContentType())
        {
            context.Request.EnableBuffering(bufferThreshold: Body<object>.Limit);
            await context.Request.Body.DrainAsync(context.RequestAborted);
            context.Request.Body.Position = 0;
        }

        await next(context);
    });
}
