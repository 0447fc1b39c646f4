using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Households;

/// <summary>What somebody with an invitation's link may do: read what it is to, and join. Beside setup this is the only way to become a user.</summary>
public static class InvitationDoor
{
    public static void MapInvitationDoor(this RouteGroupBuilder anonymous)
    {
        anonymous.MapPost("/invitations/read", ReadAsync).WithName("readInvitation").WithSummary("What an invitation is to");
        anonymous.MapPost("/invitations/accept", AcceptAsync).WithMetadata(new AsksWhoCalls())
            .WithName("acceptInvitation").WithSummary("Join: as who is signed in, or as a new user, who is signed in then; works once");
    }

    private static async Task<Results<Ok<OpenInvitation>, ProblemHttpResult>> ReadAsync(
        Body<InvitationToken> body, SmartMoneyContext db, TimeProvider clock, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await EnterAsync(db, body.Value.Token, clock.GetUtcNow(), cancel) is not { } hash)
            return NoSuchInvitation();
        var found = await db.Database.SqlQuery<OpenInvitationRow>(
            $"""
            SELECT b.name AS "BookName", i.role AS "Role", u.email AS "InvitedBy", i.expires_at AS "ExpiresAt"
            FROM invitations i JOIN books b ON b.id = i.book_id JOIN users u ON u.id = i.created_by
            WHERE i.hash = {hash}
            """).ToListAsync(cancel);
        return found is [var row] ? TypedResults.Ok(new OpenInvitation(row.BookName, (Role)row.Role, row.InvitedBy, row.ExpiresAt)) : NoSuchInvitation();
    }

    private static async Task<Results<Created<Joined>, ProblemHttpResult>> AcceptAsync(
        Body<AcceptInvitation> body, SmartMoneyContext db, UserManager<User> users, AuditLog audit, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        var request = body.Value;
        var caller = http.User.Identity?.IsAuthenticated == true ? Caller.From(http.User) : null;
        if (caller is { IsToken: true })
            return Problems.Forbidden(Policies.NeedsBrowser);
        var errors = request.Check(isNew: caller is null);
        if (errors.Any)
            return errors.Problem();

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await EnterAsync(db, request.Token, now, cancel) is not { } hash)
            return NoSuchInvitation();
        // The caller first, then the book: the order of who deletes everything.
        if (caller is not null)
            await db.LockUserAsync(caller.UserId, cancel);
        // Whoever leaves or deletes everything meanwhile is waited for: the row of the invitation is gone then.
        if ((await db.Database.SqlQuery<bool>(
            $"""
            SELECT true AS "Value" FROM books b JOIN invitations i ON i.book_id = b.id WHERE i.hash = {hash} AND b.deleted_at IS NULL FOR NO KEY UPDATE OF b
            """).ToListAsync(cancel)).Count == 0)
            return NoSuchInvitation();
        if (caller is not null && !await IsStillInAsync(db, caller.SessionId!.Value, now, cancel))
            return Problems.NotSignedIn(http, "unauthenticated", AccessEnded.SignedOut);
        try
        {
            var user = caller?.UserId;
            if (user is null)
            {
                var made = new User { Id = Guid.CreateVersion7(), UserName = request.Email!.Trim(), Email = request.Email.Trim(), CreatedAt = now };
                if (!(await users.CreateAsync(made, request.Password!)).Succeeded)
                    return EmailTaken();
                user = made.Id;
            }

            // Whoever deletes the row joins: of two at once the second finds none.
            var used = await db.Database.SqlQuery<Used>($"DELETE FROM invitations WHERE hash = {hash} RETURNING book_id AS \"BookId\", role AS \"Role\"").ToListAsync(cancel);
            if (used is not [var invitation])
                return NoSuchInvitation();
            var joined = await db.Database.ExecuteSqlAsync(
                $"INSERT INTO members (book_id, user_id, role, joined_at) VALUES ({invitation.BookId}, {user}, {invitation.Role}, {now}) ON CONFLICT DO NOTHING", cancel);
            if (joined == 0)
                return Problems.Conflict("already-member", "You belong to this household already. The invitation stays good for somebody else.");

            await audit.RecordAsync(AuditKind.Joined, user.Value, invitation.BookId, ((Role)invitation.Role).Word(), cancel);
            if (caller is null)
                await http.SignInAsync(Schemes.Session, Signed.As(user.Value));
            await transaction.CommitAsync(cancel);
            return TypedResults.Created($"/api/v1/books/{invitation.BookId}", new Joined(user.Value, invitation.BookId));
        }
        catch (DbUpdateException clash) when (clash.IsTaken())
        {
            return EmailTaken();
        }
    }

    // Opens the book of a link for this transaction.
    private static async Task<byte[]?> EnterAsync(SmartMoneyContext db, string? token, DateTimeOffset now, CancellationToken cancel)
    {
        if (token is null || !TokenText.IsOne(token.Trim()))
            return null;
        var hash = TokenText.HashOf(token.Trim());
        var book = await db.Database.SqlQuery<Guid?>($"SELECT invited_book({hash}, {now}) AS \"Value\"").ToListAsync(cancel);
        if (book is not [{ } id])
            return null;
        await db.Database.ExecuteSqlAsync($"SELECT set_config('smartmoney.book', {id.ToString()}, true)", cancel);
        return hash;
    }

    private static Task<bool> IsStillInAsync(SmartMoneyContext db, Guid session, DateTimeOffset now, CancellationToken cancel) =>
        db.Sessions.AnyAsync(row => row.Id == session && row.ExpiresAt > now, cancel);

    private static ProblemHttpResult NoSuchInvitation() => Problems.Of(StatusCodes.Status404NotFound, "not-found", "Not found",
        "There is no such invitation: it was used or withdrawn, or is older than seven days. Ask for a new one.");

    private static ProblemHttpResult EmailTaken() =>
        Problems.Conflict("email-taken", "There is a user with this e-mail address: sign in first, and open the link again.");

    private sealed record OpenInvitationRow(string BookName, int Role, string InvitedBy, DateTimeOffset ExpiresAt);

    private sealed record Used(Guid BookId, int Role);
}
