using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Transfers;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Sample;

namespace SmartMoney.Api.Features.Sample;

/// <summary>Writes the sample household into a book. To be called under the book's lock.</summary>
internal static class SampleLoad
{
    /// <summary>How many goals it has.</summary>
    public const int Goals = 4;

    public static async Task<SampleLoaded> RunAsync(BookSession session, CancellationToken cancel)
    {
        var sample = SampleHousehold.Of(session.Today, session.Book.Locale);
        var accounts = await AddAccountsAsync(session, sample, cancel);
        Guid[] ids = [.. sample.Rows.Select((_, place) => Guid.CreateVersion7(session.Now.AddMilliseconds(place - sample.Rows.Count)))];
        await AddTransactionsAsync(session, sample.Rows, ids, accounts, cancel);
        await AddGoalsAsync(session, sample.Goals, cancel);
        await TransferMatching.AfterChangeAsync(session, [.. ids.Where((_, place) => sample.Rows[place].IsLoose)], cancel);
        return new(sample.Rows.Count, sample.Accounts.Count, sample.Goals.Count, sample.From, sample.To);
    }

    private static async Task<Dictionary<SamplePurse, Guid>> AddAccountsAsync(BookSession session, SampleHousehold sample, CancellationToken cancel)
    {
        var taken = (await session.Db.Accounts.Where(row => row.BookId == session.BookId).Select(row => row.Name).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var ids = sample.Accounts.ToDictionary(account => account.Purse, _ => Guid.CreateVersion7());
        object?[] values =
        [
            session.BookId, sample.Accounts.Select(account => ids[account.Purse]).ToArray(), sample.Accounts.Select(account => FreeName(account.Name, taken)).ToArray(),
            sample.Accounts.Select(account => (int)KindOf(account.Purse)).ToArray(), sample.Accounts.Select(account => account.OpeningBalance).ToArray(),
            sample.From, session.Book.BaseCurrency, session.Now,
        ];
        await session.RunAsync(SampleSql.AddAccounts, values, cancel);
        return ids;
    }

    private static string FreeName(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; taken.Contains(free); number++)
            free = $"{name} {number}";
        return free;
    }

    private static AccountKind KindOf(SamplePurse purse) => purse switch
    {
        SamplePurse.Card => AccountKind.CreditCard,
        SamplePurse.EMoney => AccountKind.EMoney,
        SamplePurse.Cash => AccountKind.Cash,
        _ => AccountKind.Bank,
    };

    private static async Task AddTransactionsAsync(
        BookSession session, IReadOnlyList<SampleRow> rows, Guid[] ids, Dictionary<SamplePurse, Guid> accounts, CancellationToken cancel)
    {
        // A category that the book has deleted leaves its rows without one.
        var categories = await session.Db.Categories.Where(row => row.BookId == session.BookId && row.BuiltIn != null)
            .ToDictionaryAsync(row => row.BuiltIn!, row => row.Id, StringComparer.Ordinal, cancel);
        var transfers = rows.Select(row => row.Transfer).OfType<int>().Distinct().ToDictionary(number => number, _ => Guid.NewGuid());

        await session.RunAsync(SampleSql.Stage, [], cancel);
        await using (var writer = await session.Connection.BeginBinaryImportAsync(SampleSql.Copy, cancel))
        {
            foreach (var (place, row) in rows.Index())
            {
                await writer.StartRowAsync(cancel);
                await writer.WriteAsync(ids[place], NpgsqlDbType.Uuid, cancel);
                await writer.WriteAsync(accounts[row.Purse], NpgsqlDbType.Uuid, cancel);
                await writer.WriteAsync(row.Date, NpgsqlDbType.Date, cancel);
                await writer.WriteAsync(row.Amount, NpgsqlDbType.Bigint, cancel);
                await writer.WriteAsync(row.Payee, NpgsqlDbType.Text, cancel);
                await WriteIdAsync(writer, row.Category is { } key && categories.TryGetValue(key, out var category) ? category : null, cancel);
                await writer.WriteAsync((short)(row.IsPending ? TransactionStatus.Pending : TransactionStatus.Cleared), NpgsqlDbType.Smallint, cancel);
                await writer.WriteAsync(row.IsExcluded, NpgsqlDbType.Boolean, cancel);
                await WriteIdAsync(writer, row.Transfer is { } number ? transfers[number] : null, cancel);
            }

            await writer.CompleteAsync(cancel);
        }

        await session.RunAsync(SampleSql.AddTransactions, [session.BookId, session.Book.BaseCurrency, session.Now], cancel);
    }

    private static Task WriteIdAsync(NpgsqlBinaryImporter writer, Guid? id, CancellationToken cancel) =>
        id is { } value ? writer.WriteAsync(value, NpgsqlDbType.Uuid, cancel) : writer.WriteNullAsync(cancel);

    private static Task<int> AddGoalsAsync(BookSession session, IReadOnlyList<SampleGoal> goals, CancellationToken cancel) => session.RunAsync(
        SampleSql.AddGoals,
        [
            session.BookId, goals.Select(_ => Guid.CreateVersion7()).ToArray(), goals.Select(goal => goal.Name).ToArray(), goals.Select(goal => goal.Target).ToArray(),
            goals.Select(goal => goal.HorizonYears).ToArray(), goals.Select(goal => goal.Start).ToArray(), goals.Select(goal => goal.StartingAmount).ToArray(), session.Now,
        ],
        cancel);
}
