using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Households;

/// <summary>Links that let somebody join the household: made by an owner, good once, for seven days, with the role fixed in them.</summary>
public static class InvitationEndpoints
{
    /// <summary>Most invitations of a book that wait at a time.</summary>
    private const int Most = 20;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public static void MapInvitations(this RouteGroupBuilder book)
    {
        var invitations = book.MapGroup("/invitations").RequireRole(Role.Owner).RequireBrowser().WithMetadata(new NeverStored());
        invitations.MapGet("", ListAsync).WithName("listInvitations").WithSummary("The invitations that wait, newest first");
        invitations.MapPost("", CreateAsync).RequireRateLimiting(AccountLimits.Invitations).WithName("createInvitation").WithSummary("Make a link that lets somebody join; it is shown once");
        invitations.MapDelete("/{id:guid}", WithdrawAsync).WithName("withdrawInvitation").WithSummary("Withdraw an invitation: its link opens nothing any more");
    }

    private static async Task<Results<Ok<ListOf<InvitationView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var before = Cursor.Id(cursor, Guid.AllBitsSet, errors);
        if (errors.Any)
            return errors.Problem();

        var rows = await session.ReadAsync(InvitationSql.List, [session.BookId, session.Now, before, size + 1],
            row => new InvitationView(row.GetGuid(0), (Role)row.GetInt32(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4)),
            cancel);
        return TypedResults.Ok(Page.Of(rows, size, invitation => Cursor.Encode(invitation.Id.ToString())));
    }

    private static async Task<Results<Created<MadeInvitation>, ProblemHttpResult>> CreateAsync(
        Body<NewInvitation> body, BookSession session, AuditLog audit, IOptions<AccessOptions> access, HttpContext http, CancellationToken cancel)
    {
        var errors = new Errors();
        errors.Require(body.Value.Role is not null, "role", "'role' is required: viewer, editor or owner.");
        if (errors.Any)
            return errors.Problem();

        var now = session.Now;
        await session.LockAsync(cancel);
        await session.RunAsync(InvitationSql.DropExpired, [session.BookId, now], cancel);
        if ((await session.ReadAsync(InvitationSql.Waiting, [session.BookId, now], row => row.GetInt32(0), cancel))[0] >= Most)
            return Problems.Conflict("too-many-invitations", $"{Most} invitations wait already: withdraw one first.");

        var (id, role, text, until) = (Guid.CreateVersion7(), body.Value.Role!.Value, TokenText.Create(), now + Lifetime);
        await session.RunAsync(InvitationSql.Add,
            [session.BookId, id, TokenText.HashOf(text), (int)role, session.Caller.UserId, now, until], cancel);
        await audit.RecordAsync(AuditKind.Invited, session.Caller.UserId, session.BookId, role.Word(), cancel);
        return TypedResults.Created($"/api/v1/books/{session.BookId}/invitations/{id}", new MadeInvitation(id, role, text, LinkOf(text, access.Value, http.Request), until));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(Guid id, BookSession session, AuditLog audit, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await session.RunAsync(InvitationSql.Withdraw, [session.BookId, id], cancel) == 0)
            return Problems.NotFound("invitation");
        await audit.RecordAsync(AuditKind.InvitationWithdrawn, session.Caller.UserId, session.BookId, subject: null, cancel);
        return TypedResults.NoContent();
    }

    // In the query, which no log of ours keeps.
    private static string LinkOf(string token, AccessOptions access, HttpRequest request) =>
        $"{access.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}"}/invitation?token={token}";
}
