using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>API tokens, sent as <c>Authorization: Bearer sm_…</c> (RFC 6750). Their last use is written at most once a minute.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SmartMoneyContext db)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Refusals.AsksNobody(Context) || Schemes.BearerOf(Request) is not { } text)
            return AuthenticateResult.NoResult();

        var hash = TokenText.HashOf(text);
        var token = !TokenText.IsOne(text) ? null : await db.ApiTokens.AsNoTracking()
            .Where(row => row.Hash == hash)
            .Select(row => new { row.Id, row.UserId, row.Scopes, row.BookId, row.ExpiresAt, row.LastUsedAt })
            .FirstOrDefaultAsync(Context.RequestAborted);
        var now = TimeProvider.GetUtcNow();
        if (token is null)
            return AuthenticateResult.Fail("There is no such API token: it may have been deleted. Make a new one in the settings.");
        if (token.ExpiresAt <= now)
            return AuthenticateResult.Fail("The API token has expired: make a new one in the settings.");

        if (token.LastUsedAt is not { } last || now - last >= Precision)
        {
            await db.ApiTokens.Where(row => row.Id == token.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(t => t.LastUsedAt, now), Context.RequestAborted);
        }

        var claims = new List<Claim> { new(Caller.UserClaim, token.UserId.ToString()), new(Caller.TokenClaim, token.Id.ToString()) };
        claims.AddRange(token.Scopes.Select(scope => new Claim(Caller.ScopeClaim, scope)));
        if (token.BookId is { } book)
            claims.Add(new(Caller.BookClaim, book.ToString()));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties) =>
        await Refusals.ChallengeAsync(Context, (await HandleAuthenticateOnceSafeAsync()).Failure?.Message);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusals.ForbidAsync(Context);
}
