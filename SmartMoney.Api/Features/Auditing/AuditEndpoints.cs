using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Auditing;

/// <summary>What happened around access to a book, for its owners.</summary>
public static class AuditEndpoints
{
    private const string List = """
        SELECT id, at, kind, who, subject, address, device, times, last_at FROM audit_events
        WHERE book_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
        """;

    public static void MapAudit(this RouteGroupBuilder book) =>
        book.MapGet("/audit", ListAsync).RequireRole(Role.Owner).RequireBrowser()
            .WithName("listAudit").WithSummary("Sign-ins, failures, changes of roles and tokens, exports; newest first, for 400 days");

    private static async Task<Results<Ok<ListOf<AuditView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var before = Cursor.Id(cursor, Guid.AllBitsSet, errors);
        if (errors.Any)
            return errors.Problem();

        var rows = await session.ReadAsync(List, [session.BookId, before, size + 1],
            row => new AuditView(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.Maybe<string>(3), row.Maybe<string>(4), row.GetString(5), row.GetString(6), row.GetInt32(7), row.Maybe<DateTimeOffset?>(8)),
            cancel);
        return TypedResults.Ok(Page.Of(rows, size, row => Cursor.Encode(row.Id.ToString())));
    }
}

/// <summary>Something that happened.</summary>
/// <param name="Kind">What, such as <c>signedIn</c>, <c>signInFailed</c>, <c>roleChanged</c>, <c>tokenMade</c>, <c>exported</c>.</param>
/// <param name="Who">The e-mail address, at that time, of who did it or whom it was tried as.</param>
/// <param name="Subject">What or whom it was done to, where the kind says so.</param>
/// <param name="Address">From which network.</param>
/// <param name="Device">With what browser or program.</param>
/// <param name="Times">How often within ten minutes of <paramref name="At"/>, where it only says that somebody came, or tried to.</param>
/// <param name="LastAt">The last of several times; null of one.</param>
public sealed record AuditView(Guid Id, DateTimeOffset At, string Kind, string? Who, string? Subject, string Address, string Device, int Times, DateTimeOffset? LastAt);
