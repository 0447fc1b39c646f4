using System.Security.Claims;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>Who sent the request: a signed-in browser, or an API client with a token.</summary>
/// <param name="UserId">The user on whose behalf it acts.</param>
/// <param name="SessionId">The browser session; null for a token.</param>
/// <param name="TokenId">The API token; null for a browser.</param>
/// <param name="Scopes">What a token may do; null for a browser, which may do all that its user may.</param>
/// <param name="OnlyBook">The one book that a token opens; null for all of the user's.</param>
public sealed record Caller(Guid UserId, Guid? SessionId, Guid? TokenId, IReadOnlyList<string>? Scopes, Guid? OnlyBook)
{
    /// <summary>Claim of the user's id.</summary>
    public const string UserClaim = "sub";

    /// <summary>Claim of the browser session's id.</summary>
    public const string SessionClaim = "sid";

    /// <summary>Claim of the API token's id.</summary>
    public const string TokenClaim = "tid";

    /// <summary>Claim of a token's scope, one each.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Claim of the book that a token is restricted to.</summary>
    public const string BookClaim = "book";

    /// <summary>Whether it uses an API token.</summary>
    public bool IsToken => SessionId is null;

    /// <summary>Whether it may act in that scope.</summary>
    public bool May(string scope) => Scopes is null || Scopes.Contains(scope, StringComparer.Ordinal);

    /// <summary>Reads the claims of an authenticated principal.</summary>
    public static Caller From(ClaimsPrincipal principal)
    {
        var (session, token, book) = (principal.FindFirstValue(SessionClaim), principal.FindFirstValue(TokenClaim), principal.FindFirstValue(BookClaim));
        return new(
            Guid.Parse(principal.FindFirstValue(UserClaim)!),
            session is null ? null : Guid.Parse(session),
            token is null ? null : Guid.Parse(token),
            session is null ? [.. principal.FindAll(ScopeClaim).Select(claim => claim.Value)] : null,
            book is null ? null : Guid.Parse(book));
    }
}
