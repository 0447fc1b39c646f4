using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.BrowserSessions;

/// <summary>Where one is signed in, and in which browsers the second factor is not asked for.</summary>
public static class BrowserSessionEndpoints
{
    public static void MapBrowserSessions(this RouteGroupBuilder account)
    {
        var sessions = account.MapGroup("/sessions");
        sessions.MapGet("", ListAsync).WithName("listSessions").WithSummary("Where one is signed in");
        sessions.MapDelete("/{id:guid}", EndAsync).RequireRateLimiting(AccountLimits.Ends).WithName("endSession").WithSummary("Sign one browser out, at once");
        sessions.MapDelete("", EndOthersAsync).RequireRateLimiting(AccountLimits.Ends).WithName("endOtherSessions").WithSummary("Sign all other browsers out, at once");

        var browsers = account.MapGroup("/trusted-browsers");
        browsers.MapGet("", ListTrustedAsync).WithName("listTrustedBrowsers").WithSummary("Browsers in which the second factor is not asked for");
        browsers.MapDelete("/{id:guid}", ForgetAsync).WithName("forgetTrustedBrowser").WithSummary("Ask one browser for the second factor again");
        browsers.MapDelete("", ForgetAllAsync).WithName("forgetTrustedBrowsers").WithSummary("Ask all browsers for the second factor again");
    }

    private static async Task<Results<Ok<ListOf<SessionView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var after = Cursor.Id(cursor, Guid.Empty, errors);
        if (errors.Any)
            return errors.Problem();

        var (user, own, now) = (session.Caller.UserId, session.Caller.SessionId, session.Clock.GetUtcNow());
        var rows = await session.Db.Sessions.AsNoTracking()
            .Where(row => row.UserId == user && row.ExpiresAt > now && row.Id > after)
            .OrderBy(row => row.Id)
            .Take(size + 1)
            .Select(row => new SessionView(row.Id, row.Id == own, row.Device, row.Address, row.CreatedAt, row.LastSeenAt, row.ExpiresAt))
            .ToListAsync(cancel);
        return TypedResults.Ok(Page.Of(rows, size, row => Cursor.Encode(row.Id.ToString())));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Guid id, BookSession session, AuditLog audit, CancellationToken cancel)
    {
        var user = session.Caller.UserId;
        if (await session.Db.Sessions.Where(row => row.Id == id && row.UserId == user).ExecuteDeleteAsync(cancel) == 0)
            return Problems.NotFound("session");
        await audit.RecordAsync(AuditKind.SessionEnded, user, book: null, subject: null, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndOthersAsync(BookSession session, AuditLog audit, CancellationToken cancel)
    {
        if (await session.Db.EndSessionsAsync(session.Caller.UserId, session.Caller.SessionId, cancel) > 0)
            await audit.RecordAsync(AuditKind.SessionEnded, session.Caller.UserId, book: null, subject: null, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ListOf<TrustedBrowserView>>, ProblemHttpResult>> ListTrustedAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var before = Cursor.Id(cursor, Guid.AllBitsSet, errors);
        if (errors.Any)
            return errors.Problem();

        var rows = await session.ReadAsync(
            "SELECT id, device, address, created_at, expires_at FROM trusted_browsers WHERE user_id = $1 AND expires_at > $2 AND id < $3 ORDER BY id DESC LIMIT $4",
            [session.Caller.UserId, session.Now, before, size + 1],
            row => new TrustedBrowserView(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4)),
            cancel);
        return TypedResults.Ok(Page.Of(rows, size, row => Cursor.Encode(row.Id.ToString())));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ForgetAsync(Guid id, BookSession session, TrustedBrowsers trusted, AuditLog audit, CancellationToken cancel)
    {
        if (await trusted.ForgetAsync(session.Caller.UserId, id, cancel) == 0)
            return Problems.NotFound("trusted browser");
        await audit.RecordAsync(AuditKind.BrowserForgotten, session.Caller.UserId, book: null, subject: null, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ForgetAllAsync(BookSession session, TrustedBrowsers trusted, AuditLog audit, CancellationToken cancel)
    {
        if (await trusted.ForgetAsync(session.Caller.UserId, id: null, cancel) > 0)
            await audit.RecordAsync(AuditKind.BrowserForgotten, session.Caller.UserId, book: null, subject: null, cancel);
        return TypedResults.NoContent();
    }
}

/// <summary>A browser that is signed in.</summary>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="Device">Browser and system, as far as they say.</param>
/// <param name="Address">The network that it was last seen in: an IPv4 address, or an IPv6 network.</param>
/// <param name="LastSeenAt">To the minute.</param>
public sealed record SessionView(Guid Id, bool Current, string Device, string Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt);

/// <summary>A browser in which the second factor is not asked for.</summary>
public sealed record TrustedBrowserView(Guid Id, string Device, string Address, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
