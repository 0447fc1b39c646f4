using Microsoft.AspNetCore.Authorization;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>How authentication says no.</summary>
internal static class Refusals
{
    /// <summary>Whether a route is there for everyone.</summary>
    public static bool IsOpen(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Whether a route is not to ask who calls: it is open, and the same for everyone.</summary>
    public static bool AsksNobody(HttpContext context) => IsOpen(context) && context.GetEndpoint()?.Metadata.GetMetadata<AsksWhoCalls>() is null;

    /// <summary>401 with <c>WWW-Authenticate: Bearer</c> (RFC 6750 section 3).</summary>
    /// <param name="context">The request.</param>
    /// <param name="failure">What is wrong with what it came with; null when it came with nothing.</param>
    public static Task ChallengeAsync(HttpContext context, string? failure)
    {
        context.Response.Headers.WWWAuthenticate = failure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Problems.Of(
            StatusCodes.Status401Unauthorized,
            "unauthenticated",
            "Not signed in",
            failure ?? "Sign in at /api/v1/auth/login, or send an API token as 'Authorization: Bearer sm_…'.").ExecuteAsync(context);
    }

    /// <summary>403.</summary>
    public static Task ForbidAsync(HttpContext context) =>
        Problems.Forbidden(Policies.ReasonOf(context.GetEndpoint())).ExecuteAsync(context);
}

/// <summary>Marks an open route that is another for who is signed in in a browser, and none for API tokens. The others work without the database and with a cookie that has died.</summary>
public sealed record AsksWhoCalls;
