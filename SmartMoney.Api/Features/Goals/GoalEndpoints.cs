using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Goals;

/// <summary>The book's savings goals, each with how it stands today.</summary>
public static class GoalEndpoints
{
    public static void MapGoals(this RouteGroupBuilder book)
    {
        var goals = book.MapGroup("/goals");
        goals.MapGet("", ListAsync).WithName("listGoals").WithSummary("The book's goals with how they stand, in their order");
        goals.MapPost("", CreateAsync).WithName("createGoal").WithSummary("Set a goal: up to 100 in a book");
        goals.MapGet("/{id:guid}", GetAsync).WithName("getGoal").WithSummary("A goal with how it stands");
        goals.MapGet("/{id:guid}/explanation", ExplainAsync).WithName("explainGoal").WithSummary("The months that a goal's figures add up from");
        goals.MapPatch("/{id:guid}", PatchAsync).WithName("updateGoal").WithSummary("Change a goal");
        goals.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteGoal").WithSummary("Delete a goal; undoing the change brings it back");
    }

    private static async Task<Results<Ok<ListOf<GoalView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? extraPerMonth = null, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var extra = GoalRules.Extra(errors, extraPerMonth);
        var (position, after) = (-1, Guid.Empty);
        if (cursor is not null
            && !(Cursor.TryDecode(cursor, 2, out var parts) && int.TryParse(parts[0], CultureInfo.InvariantCulture, out position) && Guid.TryParse(parts[1], out after)))
        {
            Cursor.Refuse(errors);
        }

        if (errors.Any)
            return errors.Problem();

        var goals = await session.Db.Goals.AsNoTracking()
            .Where(goal => goal.BookId == session.BookId && (goal.Position > position || (goal.Position == position && goal.Id > after)))
            .OrderBy(goal => goal.Position).ThenBy(goal => goal.Id).Take(size + 1).ToListAsync(cancel);
        return TypedResults.Ok(Page.Of(
            await session.ViewsAsync(goals, extra, cancel), size, goal => Cursor.Encode(goal.Position.ToString(CultureInfo.InvariantCulture), goal.Id.ToString())));
    }

    private static async Task<Results<Created<GoalView>, ProblemHttpResult>> CreateAsync(
        Body<NewGoal> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var goal = new Goal { BookId = session.BookId, Id = Guid.CreateVersion7(), Name = "", CreatedAt = session.Clock.GetUtcNow() };
        var others = session.Db.Goals.Where(row => row.BookId == session.BookId);
        var last = await others.MaxAsync(row => (int?)row.Position, cancel);
        var patch = body.Value.AsPatch(Math.Min((last ?? -1) + 1, GoalRules.LastPosition));
        var errors = patch.Check(goal);
        var accounts = await session.AccountsOfAsync(patch.AccountIds.Value, errors, cancel);
        if (errors.Any)
            return errors.Problem();
        if (await others.CountAsync(cancel) >= GoalRules.MostGoals)
            return Problems.Conflict("too-many-goals", $"The book has {GoalRules.MostGoals} goals: delete one first.");

        patch.Apply(goal);
        session.Db.Goals.Add(goal);
        session.Db.GoalAccounts.AddRange(accounts.Select(account => session.NewGoalAccount(goal.Id, account)));
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/v1/books/{session.BookId}/goals/{goal.Id}", await ShowAsync(session, http, goal, extra: null, cancel));
    }

    private static async Task<Results<Ok<GoalView>, ProblemHttpResult>> GetAsync(
        Guid id, BookSession session, HttpContext http, CancellationToken cancel, string? extraPerMonth = null)
    {
        var errors = new Errors();
        var extra = GoalRules.Extra(errors, extraPerMonth);
        if (errors.Any)
            return errors.Problem();
        return await FindAsync(session, id, cancel) is { } goal
            ? TypedResults.Ok(await ShowAsync(session, http, goal, extra, cancel))
            : Problems.NotFound("goal");
    }

    private static async Task<Results<Ok<GoalExplanation>, ProblemHttpResult>> ExplainAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        if (await FindAsync(session, id, cancel) is not { } goal)
            return Problems.NotFound("goal");
        var accounts = (await session.GoalAccountsAsync([goal], cancel))[id].ToList();
        var savings = (await GoalLedger.ReadAsync(session, [goal], cancel)).Of(goal, accounts);
        return TypedResults.Ok(new GoalExplanation(
            GoalShow.View(goal, accounts, savings, session.Book, session.Today, extraPerMonth: null),
            GoalShow.Months(savings.Months, goal.StartingAmount),
            GoalShow.Months(savings.Complete, carried: 0)));
    }

    private static async Task<Results<Ok<GoalView>, ProblemHttpResult>> PatchAsync(
        Guid id, Body<GoalPatch> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await FindAsync(session, id, cancel) is not { } goal)
            return Problems.NotFound("goal");
        var patch = body.Value;
        var errors = patch.Check(goal);
        var accounts = patch.AccountIds.IsSet ? await session.AccountsOfAsync(patch.AccountIds.Value, errors, cancel) : null;
        if (errors.Any)
            return errors.Problem();
        if (ETags.Check(http, goal.Version) is { } stale)
            return stale;

        patch.Apply(goal);
        if (accounts is not null && await session.SetAccountsAsync(goal.Id, accounts, cancel))
        {
            // Other accounts are another goal: its version counts, and an undo of an earlier change is refused.
            session.Db.Entry(goal).Property(row => row.Name).IsModified = true;
        }

        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await ShowAsync(session, http, goal, extra: null, cancel));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await FindAsync(session, id, cancel) is not { } goal)
            return Problems.NotFound("goal");
        await session.SetAccountsAsync(id, [], cancel);
        session.Db.Goals.Remove(goal);
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }

    private static Task<Goal?> FindAsync(BookSession session, Guid id, CancellationToken cancel) =>
        session.Db.Goals.SingleOrDefaultAsync(row => row.BookId == session.BookId && row.Id == id, cancel);

    private static async Task<GoalView> ShowAsync(BookSession session, HttpContext http, Goal goal, long? extra, CancellationToken cancel)
    {
        ETags.Set(http, goal.Version);
        return (await session.ViewsAsync([goal], extra, cancel))[0];
    }

    private static async Task<IReadOnlyList<GoalView>> ViewsAsync(this BookSession session, IReadOnlyList<Goal> goals, long? extra, CancellationToken cancel)
    {
        var accounts = await session.GoalAccountsAsync(goals, cancel);
        var ledger = await GoalLedger.ReadAsync(session, goals, cancel);
        return [.. goals.Select(goal =>
        {
            List<Guid> own = [.. accounts[goal.Id]];
            return GoalShow.View(goal, own, ledger.Of(goal, own), session.Book, session.Today, extra);
        })];
    }
}
