using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Goals;

/// <summary>Reads and writes which accounts goals count.</summary>
internal static class GoalAccounts
{
    /// <summary>The accounts of goals, by goal, in the order in which the accounts were made.</summary>
    public static async Task<ILookup<Guid, Guid>> GoalAccountsAsync(this BookSession session, IReadOnlyList<Goal> goals, CancellationToken cancel)
    {
        Guid[] ids = [.. goals.Select(goal => goal.Id)];
        var pairs = await session.Db.GoalAccounts.Where(row => row.BookId == session.BookId && ids.Contains(row.GoalId))
            .OrderBy(row => row.AccountId).Select(row => new { row.GoalId, row.AccountId }).ToListAsync(cancel);
        return pairs.ToLookup(pair => pair.GoalId, pair => pair.AccountId);
    }

    /// <summary>The accounts named, each once; adds an error where the book lacks one.</summary>
    public static async Task<IReadOnlyList<Guid>> AccountsOfAsync(
        this BookSession session, IReadOnlyList<Guid>? named, Errors errors, CancellationToken cancel)
    {
        Guid[] ids = [.. (named ?? []).Distinct()];
        if (ids.Length > GoalRules.MostAccounts)
        {
            errors.Add("accountIds", $"'accountIds' may name at most {GoalRules.MostAccounts} accounts; it names {ids.Length}. None counts the whole book.");
            return [];
        }

        var found = await session.Db.Accounts.CountAsync(account => account.BookId == session.BookId && ids.Contains(account.Id), cancel);
        errors.Require(found == ids.Length, "accountIds", "'accountIds' names an account that the book does not have.");
        return ids;
    }

    /// <summary>Makes these a goal's accounts, with the next save.</summary>
    /// <returns>Whether they are others than before.</returns>
    public static async Task<bool> SetAccountsAsync(this BookSession session, Guid goalId, IReadOnlyList<Guid> accounts, CancellationToken cancel)
    {
        var present = await session.Db.GoalAccounts.Where(row => row.BookId == session.BookId && row.GoalId == goalId).ToListAsync(cancel);
        var gone = present.Where(row => !accounts.Contains(row.AccountId)).ToList();
        var added = accounts.Except(present.Select(row => row.AccountId)).Select(account => session.NewGoalAccount(goalId, account)).ToList();
        session.Db.GoalAccounts.RemoveRange(gone);
        session.Db.GoalAccounts.AddRange(added);
        return gone.Count + added.Count > 0;
    }

    public static GoalAccount NewGoalAccount(this BookSession session, Guid goalId, Guid accountId) =>
        new() { BookId = session.BookId, Id = Guid.CreateVersion7(), GoalId = goalId, AccountId = accountId };
}
