using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Setup;

/// <summary>The installation's first minute: one user, its operator, with one book.</summary>
public static class SetupEndpoints
{
    public static void AddSetup(this IServiceCollection services) => services.AddSingleton<SetupGate>();

    public static void MapSetup(this RouteGroupBuilder anonymous)
    {
        anonymous.MapGet("/setup", StateAsync).WithName("getSetup").WithSummary("Whether setup is still to be done");
        anonymous.MapPost("/setup", SetUpAsync).WithName("setUp").WithSummary("Make the first user and book, and sign in; works once");
    }

    private static async Task<Ok<SetupState>> StateAsync(SmartMoneyContext db, SetupGate gate, CancellationToken cancel)
    {
        var required = !await IsDoneAsync(db, cancel);
        return TypedResults.Ok(new SetupState(required, required && await gate.AsksForTokenAsync(cancel)));
    }

    private static async Task<Results<Created<SetupDone>, ProblemHttpResult>> SetUpAsync(
        Body<SetupRequest> body, SmartMoneyContext db, UserManager<User> users, SetupGate gate, TimeProvider clock, HttpContext http,
        CancellationToken cancel)
    {
        var request = body.Value;
        if (await gate.CheckAsync(request.SetupToken, cancel) is { } refusal)
            return refusal;
        var errors = request.Check();
        if (errors.Any)
            return errors.Problem();
        if (await IsDoneAsync(db, cancel))
            return Done();

        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var (now, bookId) = (clock.GetUtcNow(), Guid.CreateVersion7());
            var user = FirstUser.Of(request.Email!.Trim(), now);
            // Checked above: what Identity can still refuse is a user of that address, who came a moment earlier.
            if (!(await users.CreateAsync(user, request.Password!)).Succeeded)
                return Done();

            await db.Database.ExecuteSqlAsync(
                $"SELECT set_config('smartmoney.user', {user.Id.ToString()}, true), set_config('smartmoney.book', {bookId.ToString()}, true)", cancel);
            await request.Book.InsertAsync(db, bookId, user.Id, now, cancel);
            await http.SignInAsync(Schemes.Session, Signed.As(user.Id));
            await transaction.CommitAsync(cancel);
            return TypedResults.Created($"/api/v1/books/{bookId}", new SetupDone(user.Id, bookId));
        }
        catch (DbUpdateException clash) when (clash.IsTaken())
        {
            return Done();
        }
    }

    private static Task<bool> IsDoneAsync(SmartMoneyContext db, CancellationToken cancel) => db.Users.AnyAsync(user => user.IsOperator, cancel);

    private static ProblemHttpResult Done() => Problems.Conflict("already-set-up", "This installation has been set up: sign in instead.");
}
