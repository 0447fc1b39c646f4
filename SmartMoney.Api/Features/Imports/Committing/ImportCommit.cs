using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Matching;
using SmartMoney.Api.Features.Imports.Staging;
using SmartMoney.Api.Features.Transfers;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Importing;

namespace SmartMoney.Api.Features.Imports.Committing;

/// <summary>
/// Makes transactions of a previewed import: accounts, categories, one INSERT … SELECT, one UPDATE. Matching is repeated against
/// the ledger as it is now, under the book's lock, so two imports of the same rows at once double nothing.
/// </summary>
internal static class ImportCommit
{
    /// <summary>Created transactions from which on the planner is told at once how the ledger has grown.</summary>
    private const int ManyRows = 5_000;

    /// <summary>Commits. The caller holds the book's lock and has loaded the import.</summary>
    /// <returns>Why it cannot be; null when it was done, and the import says what.</returns>
    public static async Task<ProblemHttpResult?> RunAsync(BookSession session, Import import, CommitRequest request, CancellationToken cancel)
    {
        var mapping = request.Accounts ?? new Dictionary<string, Guid>();
        var skip = request.Skip?.Distinct().ToArray() ?? [];
        var same = request.Same?.Distinct().ToArray() ?? [];
        object?[] rows = [session.BookId, import.Id];

        var errors = new Errors();
        var appeared = await PreviewMatch.RepeatAsync(session, import, mapping, skip, errors, cancel);
        if (errors.Any)
            return errors.Problem();
        if (appeared > 0 && !request.AllSame)
            return await AskAgainAsync(session, appeared, cancel);

        await CheckSameAsync(session, import, skip, same, errors, cancel);
        if (errors.Any)
            return errors.Problem();

        await session.RunAsync(StagingSql.Create, [], cancel);
        await session.RunAsync(StagingSql.Restage, rows, cancel);
        await session.RunAsync(StagingSql.RestageLegs, rows, cancel);
        await session.RunAsync(StagingSql.Analyze, [], cancel);
        await AccountNames.ResolveAsync(session, import.Format, import.AccountId, mapping, errors, cancel);
        if (errors.Any)
            return errors.Problem();

        var proposed = await AccountNames.ProposeAsync(session, cancel);
        await LedgerMatch.RunAsync(session, import.Format, request.RestoreDeleted, suspects: false, cancel);
        if (skip.Length > 0)
            await session.RunAsync(CommitSql.Skip, [skip], cancel);
        await session.RunAsync(CommitSql.Same, [same, session.BookId, import.Id, request.AllSame], cancel);
        await session.RunAsync(CommitSql.NotSameLegs, [same, session.BookId, request.AllSame], cancel);
        await session.RunAsync(CommitSql.Adopt, [], cancel);
        var adopted = await session.RunAsync(CommitSql.FindAdopted, [.. rows, import.Format, StatementFormats.WithoutCategories], cancel);

        import.CreatedAccounts = await CreateAccountsAsync(session, proposed, cancel);
        import.CreatedCategories = await CategoryNames.StageAsync(session, import.Format, cancel);
        await PayeeCategories.StageAsync(session, cancel);
        import.Created = await session.RunAsync(CommitSql.CreateTransactions, [.. rows, session.Clock.GetUtcNow(), session.Book.BaseCurrency], cancel);
        await UpdateAsync(session, cancel);
        await session.RunAsync(CommitSql.CreateLegs, [.. rows, session.Clock.GetUtcNow(), session.Book.BaseCurrency], cancel);
        List<Guid> enriched = [];
        if (adopted > 0)
        {
            await session.RunAsync(CommitSql.KeepAliases, rows, cancel);
            enriched = await session.ReadAsync(CommitSql.Enrich, [session.BookId], row => row.GetGuid(0), cancel);
        }

        if (await session.RunAsync(CommitSql.PairSides, rows, cancel) + adopted > 0)
            await session.RunAsync(CommitSql.PartHalves, rows, cancel);
        if (request.RestoreDeleted)
            await session.RunAsync(CommitSql.ForgetDeleted, [session.BookId], cancel);
        if (import.AccountId is null)
            await session.RunAsync(CommitSql.LearnNames, [session.BookId, import.Format], cancel);

        import.Paired = await TransferMatching.AfterImportAsync(session, import.Id, [.. enriched], cancel);
        await CountAsync(session, import, cancel);
        await session.RunAsync(CommitSql.WriteBackMatched, rows, cancel);
        await session.RunAsync(CommitSql.WriteBackNew, rows, cancel);
        (import.Status, import.CommittedAt, import.ChangeId) = (ImportStatus.Committed, session.Clock.GetUtcNow(), session.ChangeId);
        await session.Db.SaveChangesAsync(cancel);
        if (import.Created >= ManyRows)
            await session.RunAsync("SELECT analyze_ledger()", [], cancel);
        return null;
    }

    /// <summary>What cannot be in a request, whatever the import's state.</summary>
    public static async Task<Errors> CheckAsync(BookSession session, Import import, CommitRequest request, CancellationToken cancel)
    {
        var errors = new Errors();
        await CheckAccountsAsync(session, request.Accounts ?? new Dictionary<string, Guid>(), errors, cancel);
        if (request.Skip?.Distinct().ToArray() is { Length: > 0 } skip)
        {
            await using var count = session.Sql(CommitSql.CountLines, session.BookId, import.Id, skip);
            errors.Require((int)(await count.ExecuteScalarAsync(cancel))! == skip.Length, "skip", "A line to skip is no transaction of this file. Take lines from the import's rows.");
        }

        return errors;
    }

    // The preview keeps what was found, although the commit is refused: it is what the person has to look at.
    private static async Task<ProblemHttpResult> AskAgainAsync(BookSession session, int lines, CancellationToken cancel)
    {
        await session.CommitAsync(cancel);
        return Problems.Conflict("suspects-appeared",
            $"Since the file was read, {lines} of its lines have come to resemble transactions of the book. Look at its suspects, decide, and commit again.");
    }

    private static async Task CheckAccountsAsync(BookSession session, IReadOnlyDictionary<string, Guid> mapping, Errors errors, CancellationToken cancel)
    {
        foreach (var name in mapping.Keys)
            errors.RequireText(name, "accounts", StatementLimits.Text);
        var wanted = mapping.Values.Distinct().ToList();
        var found = await session.Db.Accounts.CountAsync(account => account.BookId == session.BookId && wanted.Contains(account.Id), cancel);
        errors.Require(found == wanted.Count, "accounts", "An account of the mapping is not in this book. Read the accounts again.");
    }

    private static async Task CheckSameAsync(BookSession session, Import import, int[] skip, int[] same, Errors errors, CancellationToken cancel)
    {
        if (same.Length > 0)
        {
            await using var count = session.Sql(CommitSql.CountNotSuspected, session.BookId, import.Id, same);
            errors.Require((int)(await count.ExecuteScalarAsync(cancel))! == 0, "same", "A line that is to be the same as a transaction was not suspected to be. Take lines from the import's rows with the outcome 'suspect'.");
            errors.Require(!same.Intersect(skip).Any(), "same", "A line cannot be skipped and be the same as a transaction at once.");
        }
    }

    private static async Task<Guid[]> CreateAccountsAsync(BookSession session, IReadOnlyList<ProposedAccount> proposed, CancellationToken cancel)
    {
        if (proposed.Count == 0)
            return [];
        var names = proposed.Select(account => account.Name).ToArray();
        var kinds = proposed.Select(account => (int)account.Kind).ToArray();
        object?[] values = [session.BookId, AccountNames.Ids(proposed), names, kinds, AccountNames.Currencies(proposed), session.Clock.GetUtcNow()];
        return [.. await session.ReadAsync(CommitSql.CreateAccounts, values, row => row.GetGuid(0), cancel)];
    }

    private static async Task UpdateAsync(BookSession session, CancellationToken cancel)
    {
        if ((await session.ReadAsync(CommitSql.Updated, [], row => row.GetInt32(0), cancel)).Count == 0)
            return;
        // As for transfers: the planner knows nothing of the rows that were just made, and may go through all of them for each line.
        await session.RunAsync("SET LOCAL enable_nestloop = off", [], cancel);
        await session.RunAsync(CommitSql.UpdateTransactions, [session.BookId], cancel);
        await session.RunAsync("SET LOCAL enable_nestloop = on", [], cancel);
    }

    private static async Task CountAsync(BookSession session, Import import, CancellationToken cancel)
    {
        var counts = await session.ReadAsync(CommitSql.Counts, [session.BookId, import.Id],
            row => (New: row.GetInt32(0), Duplicates: row.GetInt32(1), Suspects: row.GetInt32(2), Updated: row.GetInt32(3)), cancel);
        (import.New, import.Duplicates, import.Suspects, import.Updated) = counts[0];
    }
}
