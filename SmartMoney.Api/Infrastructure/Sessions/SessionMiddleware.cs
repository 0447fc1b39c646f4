using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>
/// Opens the transaction of an authenticated request and decides 404 (book) and 403 before anything of the body is
/// looked at, so that answers come in the order 401, 404, 403, and only then 415, 400 and 422. Who calls is asked again: since
/// they were authenticated, <see cref="BodyBuffer"/> has waited for the body.
/// </summary>
internal sealed class SessionMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, BookSession session)
    {
        var endpoint = context.GetEndpoint();
        if (context.User.Identity?.IsAuthenticated != true || endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || endpoint?.Metadata.GetMetadata<IAuthorizeData>() is null)
        {
            await next(context);
            return;
        }

        var begun = await session.BeginAsync(Caller.From(context.User), context.RequestAborted);
        if (!begun || (IsOwnBusiness(context) && !await session.LockSelfAsync(context.RequestAborted)))
            await Refusals.ChallengeAsync(context, AccessEnded.SignedOut);
        else if (await RefusalAsync(context, session, endpoint) is { } refusal)
            await refusal.ExecuteAsync(context);
        else
            await next(context);
    }

    // A write that is about no book is about the caller. Those to one book lock it themselves.
    private static bool IsOwnBusiness(HttpContext context) =>
        context.GetRouteValue("bookId") is null && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);

    private static async Task<ProblemHttpResult?> RefusalAsync(HttpContext context, BookSession session, Endpoint endpoint)
    {
        var needs = Needs.Of(endpoint.Metadata, context.Request.Method);
        if (context.GetRouteValue("bookId") is string text)
        {
            if (!Guid.TryParse(text, out var bookId) || !await session.OpenBookAsync(bookId, DeletedSince(endpoint, session), context.RequestAborted))
                return Problems.NotFound("book");
            var least = Guid.TryParse(context.GetRouteValue("userId") as string, out var person) && person == session.Caller.UserId ? needs.ToOneself : needs.Role;
            if (!session.Require(least))
                return Needs.Refusal(least, session.Role);
        }

        if (session.Caller.IsToken && needs.Browser)
            return Problems.Forbidden(Policies.NeedsBrowser);
        return session.Caller.May(needs.Scope) ? null : Problems.Forbidden($"This needs a token with the scope '{needs.Scope}'.");
    }

    private static DateTimeOffset? DeletedSince(Endpoint endpoint, BookSession session) =>
        endpoint.Metadata.GetMetadata<AlsoDeleted>() is { } also ? session.Now - also.Grace : null;
}
