using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Importing;

namespace SmartMoney.Api.Features.Transfers;

/// <summary>Finds what may be the two sides of one transfer, and pairs what a person has confirmed once and for all. To be called under the book's lock.</summary>
internal static class TransferMatching
{
    // Each round pairs the best of every row; of many equal ones at least the first two.
    private const int MostRounds = 10_000;

    /// <summary>For the rows that an import made, and those about which it told more than was known.</summary>
    /// <returns>How many transfers the book's rules made.</returns>
    public static async Task<int> AfterImportAsync(BookSession session, Guid import, Guid[] enriched, CancellationToken cancel)
    {
        // The planner's statistics are from before the import: it takes a hundred thousand new rows for one, and would join them in loops.
        await session.RunAsync("SET LOCAL enable_nestloop = off", [], cancel);
        if (enriched.Length > 0)
            await session.RunAsync(TransferSearchSql.Forget, [session.BookId, enriched], cancel);
        await session.RunAsync(TransferSearchSql.Find(TransferSearchSql.OfImport), [session.BookId, import], cancel);
        if (enriched.Length > 0)
            await session.RunAsync(TransferSearchSql.Find(TransferSearchSql.OfRows), [session.BookId, enriched], cancel);
        await session.RunAsync("SET LOCAL enable_nestloop = on", [], cancel);
        var paired = await FollowRulesAsync(session, cancel);
        if (paired + enriched.Length > 0)
            await PassCategoriesOnAsync(session, cancel);
        return paired;
    }

    /// <summary>For rows that a person entered or changed.</summary>
    public static async Task AfterChangeAsync(BookSession session, Guid[] rows, CancellationToken cancel)
    {
        await session.RunAsync(TransferSearchSql.Forget, [session.BookId, rows], cancel);
        await session.RunAsync(TransferSearchSql.Find(TransferSearchSql.OfRows), [session.BookId, rows], cancel);
        await FollowRulesAsync(session, cancel);
        await PassCategoriesOnAsync(session, cancel);
    }

    /// <summary>Makes transfers of all suggestions between two accounts; null stands for any.</summary>
    public static async Task<int> ConfirmAsync(BookSession session, Guid? from, Guid? to, CancellationToken cancel)
    {
        var paired = await RepeatAsync(session, TransferSql.Confirm, [session.BookId, from, to], cancel);
        await PassCategoriesOnAsync(session, cancel);
        return paired;
    }

    /// <summary>Makes transfers of pairs that have been checked.</summary>
    public static async Task<int> PairAsync(BookSession session, Guid[] outs, Guid[] ins, CancellationToken cancel)
    {
        var rows = await session.RunAsync(TransferSql.PairThese, [session.BookId, outs, ins], cancel);
        await PassCategoriesOnAsync(session, cancel);
        return rows / 2;
    }

    private static Task<int> PassCategoriesOnAsync(BookSession session, CancellationToken cancel) =>
        session.RunAsync(TransferSql.PassCategoriesOn, [session.BookId, session.ChangeId, StatementFormats.WithoutCategories], cancel);

    private static async Task<int> FollowRulesAsync(BookSession session, CancellationToken cancel) =>
        (await session.ReadAsync(TransferSql.Rules, [session.BookId], row => row.GetGuid(0), cancel)).Count == 0
            ? 0
            : await RepeatAsync(session, TransferSql.FollowRules, [session.BookId], cancel);

    private static async Task<int> RepeatAsync(BookSession session, string sql, object?[] values, CancellationToken cancel)
    {
        var paired = 0;
        for (var round = 0; round < MostRounds; round++)
        {
            var rows = await session.RunAsync(sql, values, cancel);
            if (rows == 0)
                break;
            paired += rows / 2;
        }

        return paired;
    }
}
