using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>
/// Browser sessions. The row decides: it is looked up on each request, in one query, so that signing out ends a
/// session on every replica at once. Use within its 30 days renews it, written at most once a minute.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SmartMoneyContext db,
    SessionCookie cookie,
    KeyRing keys,
    AuditLog audit)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Refusals.AsksNobody(Context) || !Request.Cookies.ContainsKey(cookie.Name))
            return AuthenticateResult.NoResult();
        if (cookie.Read(Request) is not { } secret)
            return AuthenticateResult.Fail("The session cookie is not valid: sign in again.");

        var now = TimeProvider.GetUtcNow();
        var session = await db.Sessions.AsNoTracking()
            .Where(row => row.Id == secret.SessionId && row.ExpiresAt > now)
            .Select(row => new { row.UserId, row.LastSeenAt })
            .FirstOrDefaultAsync(Context.RequestAborted);
        if (session is null)
            return AuthenticateResult.Fail("The session has ended: sign in again.");

        if (now - session.LastSeenAt >= Precision)
            await RenewAsync(secret, now);
        Context.Features.Set(new SignedIn(secret));
        return AuthenticateResult.Success(new(PrincipalOf(session.UserId, secret), Scheme.Name));
    }

    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        await keys.EnsureAsync(Context.RequestAborted);
        var now = TimeProvider.GetUtcNow();
        // A browser has one session: the one it came with ends here. Those that nobody used any more go too.
        var former = cookie.Read(Request)?.SessionId;
        await db.Sessions.Where(row => row.Id == former || row.ExpiresAt <= now).ExecuteDeleteAsync(Context.RequestAborted);

        var (secret, from, person) = (SessionSecret.Create(), Visitor.Of(Context), Guid.Parse(user.FindFirstValue(Caller.UserClaim)!));
        db.Sessions.Add(new Session
        {
            Id = secret.SessionId,
            UserId = person,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + SessionCookie.Lifetime,
            Address = from.Address,
            Device = from.Device,
        });
        await db.SaveChangesAsync(Context.RequestAborted);
        await audit.RecordAsync(AuditKind.SignedIn, person, book: null, subject: null, Context.RequestAborted);
        cookie.Write(Response, secret);
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        if (cookie.Read(Request)?.SessionId is { } id)
            await db.Sessions.Where(row => row.Id == id).ExecuteDeleteAsync(Context.RequestAborted);
        cookie.Delete(Response);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        if (failure is not null)
            cookie.Delete(Response);
        await Refusals.ChallengeAsync(Context, failure?.Message);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusals.ForbidAsync(Context);

    private async Task RenewAsync(SessionSecret secret, DateTimeOffset now)
    {
        var (expiry, address) = (now + SessionCookie.Lifetime, Visitor.Of(Context).Address);
        await db.Sessions.Where(row => row.Id == secret.SessionId).ExecuteUpdateAsync(
            row => row.SetProperty(s => s.LastSeenAt, now).SetProperty(s => s.ExpiresAt, expiry).SetProperty(s => s.Address, address), Context.RequestAborted);
        cookie.Write(Response, secret);
    }

    private ClaimsPrincipal PrincipalOf(Guid userId, SessionSecret secret) => new(new ClaimsIdentity(
        [new(Caller.UserClaim, userId.ToString()), new(Caller.SessionClaim, secret.SessionId.ToString())], Scheme.Name));
}
