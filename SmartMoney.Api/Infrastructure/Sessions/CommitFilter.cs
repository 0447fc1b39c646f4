using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>
/// Ends a request's transaction: commits what succeeded before the answer is sent, and leaves what failed to be
/// rolled back. A request with an <c>Idempotency-Key</c> stores its answer in the same transaction, so a repeated
/// one is either answered from there or has truly not happened.
/// </summary>
internal sealed class CommitFilter : IEndpointFilter
{
    /// <summary>Names the change set that a successful write made; see <c>POST /changes/{changeId}/undo</c>.</summary>
    public const string ChangeHeader = "SmartMoney-Change";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await AnswerAsync(context, next);
        }
        catch (AccessEnded ended)
        {
            return ended.Problem(context.HttpContext);
        }
    }

    private static async Task<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var session = http.RequestServices.GetRequiredService<BookSession>();
        var cancel = http.RequestAborted;
        var reading = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);

        var stores = !reading && http.Request.Headers.ContainsKey(Idempotency.Header)
            && http.GetEndpoint()?.Metadata.GetMetadata<NeverStored>() is null;
        if (stores && await Idempotency.ReplayAsync(http, session, cancel) is { } earlier)
            return earlier;

        var result = await next(context);
        if (Status(result) >= 400)
            return result;

        // What is about no book has no history that could be undone.
        if (!reading && http.GetRouteValue("bookId") is not null)
            http.Response.Headers[ChangeHeader] = session.ChangeId.ToString();
        if (stores && result is IResult answer)
        {
            // The one that was faster has done it, and has answered: this one is rolled back.
            if (await Idempotency.StoreAsync(http, session, answer, cancel) is not { } stored)
                return await Idempotency.ReplayAsync(http, session, cancel);
            result = stored;
        }

        await session.CommitAsync(cancel);
        return result;
    }

    private static int Status(object? result) => result switch
    {
        INestedHttpResult nested => Status(nested.Result),
        IStatusCodeHttpResult { StatusCode: { } status } => status,
        _ => StatusCodes.Status200OK,
    };
}

/// <summary>Marks routes whose answers hold secrets and are never stored for replay.</summary>
public sealed record NeverStored;
