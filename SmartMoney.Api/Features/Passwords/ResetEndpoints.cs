using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Passwords;

/// <summary>What somebody with the operator's link may do: set a new password. It signs nobody in, and the second factor stays.</summary>
public static class ResetEndpoints
{
    public static void AddPasswords(this IServiceCollection services)
    {
        services.AddScoped<PasswordResets>();
        services.AddScoped<NewPassword>();
    }

    public static void MapPasswordReset(this RouteGroupBuilder anonymous)
    {
        anonymous.MapPost("/auth/reset/read", ReadAsync).WithName("readReset").WithSummary("Whose password a link resets");
        anonymous.MapPost("/auth/reset", ResetAsync).WithName("resetPassword").WithSummary("Set a new password by the operator's link; works once");
    }

    private static async Task<Results<Ok<ResetView>, ProblemHttpResult>> ReadAsync(Body<ResetToken> body, PasswordResets resets, CancellationToken cancel) =>
        await resets.FindAsync(body.Value.Token, cancel) is { } open ? TypedResults.Ok(new ResetView(open.Email, open.ExpiresAt)) : NoSuchLink();

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetAsync(
        Body<PasswordReset> body, PasswordResets resets, NewPassword passwords, UserManager<User> users, SmartMoneyContext db, AuditLog audit, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await resets.FindAsync(body.Value.Token, cancel) is not { } open)
            return NoSuchLink();
        var errors = new Errors();
        errors.RequirePassword(body.Value.Password, "password", open.Email);
        if (errors.Any)
            return errors.Problem();
        // The user first, as whoever changes their own password does: what is read then stays so.
        await db.LockUserAsync(open.UserId, cancel);
        if (!await resets.UseAsync(body.Value.Token!, cancel) || await users.FindByIdAsync(open.UserId.ToString()) is not { } user)
            return NoSuchLink();

        await passwords.SetAsync(user, body.Value.Password!, but: null, tokens: true, cancel);
        await audit.RecordAsync(AuditKind.PasswordReset, user.Id, book: null, subject: null, cancel);
        await transaction.CommitAsync(cancel);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NoSuchLink() => Problems.Of(StatusCodes.Status404NotFound, "not-found", "Not found",
        "There is no such link: it was used, a newer one took its place, or it is older than 30 minutes. Ask the operator for a new one.");
}

/// <summary>The token of a link.</summary>
public sealed record ResetToken(string? Token);

/// <summary>What a link is for.</summary>
/// <param name="Email">Whose password.</param>
public sealed record ResetView(string Email, DateTimeOffset ExpiresAt);

/// <summary>A new password.</summary>
/// <param name="Token">Required: what the link carries.</param>
/// <param name="Password">Required: 10 to 1,000 characters, none of the commonest.</param>
public sealed record PasswordReset(string? Token, string? Password);
