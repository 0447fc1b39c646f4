using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Profile;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Deletion;

/// <summary>'Delete everything': the user, and every book that they alone belong to, for good and at once.</summary>
public static class AccountDeletion
{
    public static void MapAccountDeletion(this RouteGroupBuilder account) => account.MapPost("/deletion", DeleteAsync)
        .WithName("deleteEverything").WithSummary("Delete everything: oneself, and the books that one alone belongs to, for good");

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Body<EverythingGoes> body, Self self, BookSession session, UserManager<User> users, AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        var user = await self.UserAsync();
        var errors = new Errors();
        errors.Require(string.Equals(body.Value.Email?.Trim(), user.Email, StringComparison.OrdinalIgnoreCase), "email", "'email' must be the address that you sign in with.");
        if (errors.Any)
            return errors.Problem();
        if (await self.ConfirmAsync(body.Value.Password, "password") is { } refusal)
            return refusal;
        if (await OrphansAsync(session, cancel) is { } now)
            return now;
        if (user.IsOperator && await session.Db.Users.AnyAsync(other => other.Id != user.Id, cancel))
            return Problems.Conflict("operator-stays", "You look after this installation, and it has other users: they go first.");

        // What takes minutes comes first: those who share a book with the caller wait for the rest only.
        await session.RunAsync("SELECT clear_books_alone()", [], cancel);
        // Of two owners who go at once, or of one who goes while somebody joins, the second sees what the first has left.
        await session.RunAsync("SELECT lock_own_books()", [], cancel);
        if (await OrphansAsync(session, cancel) is { } meanwhile)
            return meanwhile;
        await audit.RecordAsync(AuditKind.MemberLeft, user.Id, book: null, subject: null, cancel);
        await session.RunAsync("SELECT clear_own_books()", [], cancel);
        await http.SignOutAsync(Schemes.Session);
        await users.DeleteAsync(user);
        return TypedResults.NoContent();
    }

    // 409 as long as others belong to a book that the caller alone owns.
    private static async Task<ProblemHttpResult?> OrphansAsync(BookSession session, CancellationToken cancel) =>
        await session.ReadAsync("SELECT books_owned_alone()", [], row => row.GetString(0), cancel) is { Count: > 0 } orphans
            ? Problems.Conflict("last-owner", $"Others belong to {Names(orphans)}, and you are the only owner: make somebody else owner first, or delete the book.")
            : null;

    private static string Names(List<string> books) => string.Join(", ", books.Select(name => $"'{name}'"));
}

/// <summary>The decision to delete everything.</summary>
/// <param name="Email">Required: the address that one signs in with.</param>
/// <param name="Password">Required: the one that one signs in with.</param>
public sealed record EverythingGoes(string? Email, string? Password);
