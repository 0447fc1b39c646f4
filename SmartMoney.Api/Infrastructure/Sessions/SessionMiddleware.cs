using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>
/// Opens the transaction of an authenticated request and decides 404 (book) and 403 before anything of the body is
/// read, so that answers come in the order 401, 404, 403, and only then 415, 400 and 422.
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

        await session.BeginAsync(Caller.From(context.User), endpoint.Metadata.GetMetadata<OneMoment>() is not null, context.RequestAborted);
        if (await RefusalAsync(context, session, endpoint) is { } refusal)
            await refusal.ExecuteAsync(context);
        else
            await next(context);
    }

    private static async Task<ProblemHttpResult?> RefusalAsync(HttpContext context, BookSession session, Endpoint endpoint)
    {
        var reading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var access = endpoint.Metadata.GetOrderedMetadata<Access>();

        if (context.GetRouteValue("bookId") is string text)
        {
            if (!Guid.TryParse(text, out var bookId) || !await session.OpenBookAsync(bookId, context.RequestAborted))
                return Problems.NotFound("book");

            var role = access.LastOrDefault(rule => rule.Role is not null)?.Role ?? (reading ? Role.Viewer : Role.Editor);
            if (session.Role < role)
                return Problems.Forbidden($"This needs the role '{Lower(role)}' in the book; yours is '{Lower(session.Role)}'.");
        }

        var scope = reading ? "read" : access.LastOrDefault(rule => rule.Scope is not null)?.Scope ?? "write";
        return session.Caller.May(scope) ? null : Problems.Forbidden($"This needs a token with the scope '{scope}'.");
    }

    private static string Lower(Role role) => role.ToString().ToLowerInvariant();
}
