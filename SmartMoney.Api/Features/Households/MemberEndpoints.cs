using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Households;

/// <summary>The people of a household: who they are, what they may do, and how they leave. A book always has an owner.</summary>
public static class MemberEndpoints
{
    public static void MapMembers(this RouteGroupBuilder book)
    {
        var members = book.MapGroup("/members");
        members.MapGet("", ListAsync).WithName("listMembers").WithSummary("Who belongs to the household, and what each may do");
        members.MapPatch("/{userId:guid}", PatchAsync).RequireRole(Role.Owner).RequireBrowser()
            .WithName("updateMember").WithSummary("Change a member's role; their sessions end");
        members.MapDelete("/{userId:guid}", RemoveAsync).RequireRole(Role.Owner).AllowOneself(Role.Viewer).RequireBrowser()
            .WithName("removeMember").WithSummary("Leave the household, or remove a member from it; effective at once");
    }

    private static async Task<Results<Ok<ListOf<MemberView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var after = Cursor.Id(cursor, Guid.Empty, errors);
        if (errors.Any)
            return errors.Problem();

        var rows = await session.ReadAsync(MemberSql.List, [session.BookId, after, size + 1], View, cancel);
        return TypedResults.Ok(Page.Of(rows, size, member => Cursor.Encode(member.UserId.ToString())));
    }

    private static async Task<Results<Ok<MemberView>, ProblemHttpResult>> PatchAsync(
        Guid userId, Body<MemberPatch> body, BookSession session, AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await FindAsync(session, userId, cancel) is not { } member)
            return Problems.NotFound("member");
        var errors = new Errors();
        errors.Require(body.Value.Role is not null, "role", "'role' is required: viewer, editor or owner.");
        if (errors.Any)
            return errors.Problem();
        if (ETags.Check(http, member.Version) is { } stale)
            return stale;

        var role = body.Value.Role!.Value;
        if (role != member.Role)
        {
            if (role < Role.Owner && await IsLastOwnerAsync(session, member, cancel))
                return LastOwner();
            await session.RunAsync(MemberSql.SetRole, [session.BookId, userId, (int)role], cancel);
            if (role < Role.Owner)
                await session.RunAsync(MemberSql.Disinvite, [session.BookId, userId], cancel);
            await session.Db.EndSessionsAsync(userId, session.Caller.SessionId, cancel);
            await audit.RecordAsync(AuditKind.RoleChanged, session.Caller.UserId, session.BookId, $"{member.Email}: {role.Word()}", cancel);
            member = member with { Role = role, Version = member.Version + 1 };
        }

        ETags.Set(http, member.Version);
        return TypedResults.Ok(member);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Guid userId, BookSession session, AuditLog audit, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await FindAsync(session, userId, cancel) is not { } member)
            return Problems.NotFound("member");
        if (await IsLastOwnerAsync(session, member, cancel))
            return LastOwner();

        await session.RunAsync(MemberSql.Disinvite, [session.BookId, userId], cancel);
        var left = userId == session.Caller.UserId;
        await audit.RecordAsync(left ? AuditKind.MemberLeft : AuditKind.MemberRemoved, session.Caller.UserId, session.BookId, left ? null : member.Email, cancel);
        // Sessions before tokens, which go with the membership: the order of a new password.
        await session.Db.EndSessionsAsync(userId, session.Caller.SessionId, cancel);
        await session.RunAsync(MemberSql.Remove, [session.BookId, userId], cancel);
        return TypedResults.NoContent();
    }

    private static async Task<MemberView?> FindAsync(BookSession session, Guid userId, CancellationToken cancel) =>
        (await session.ReadAsync(MemberSql.One, [session.BookId, userId], View, cancel)).SingleOrDefault();

    private static async Task<bool> IsLastOwnerAsync(BookSession session, MemberView member, CancellationToken cancel) =>
        member.Role == Role.Owner
        && (await session.ReadAsync(MemberSql.OtherOwners, [session.BookId, member.UserId], row => row.GetInt32(0), cancel))[0] == 0;

    private static MemberView View(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), (Role)row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), row.GetInt32(4));

    private static ProblemHttpResult LastOwner() =>
        Problems.Conflict("last-owner", "A book needs an owner: make somebody else owner first.");
}
