using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Transfers;

/// <summary>Finds what may be the two sides of one transfer, and pairs what a person has confirmed once and for all. To be called under the book's lock.</summary>
internal static class TransferMatching
{
    // Each round pairs the best of every row; of many equal ones at least the first two.
    private const int MostRounds = 10_000;

    /// <summary>For the rows that an import made.</summary>
    /// <returns>How many transfers the book's rules made.</returns>
    public static async Task<int> AfterImportAsync(BookSession session, Guid import, CancellationToken cancel)
    {
        // The planner's statistics are from before the import: it takes a hundred thousand new rows for one, and would join them in loops.
        await session.RunAsync("SET LOCAL enable_nestloop = off", [], cancel);
        await session.RunAsync(TransferSql.Find(TransferSql.OfImport), [session.BookId, import], cancel);
        await session.RunAsync("SET LOCAL enable_nestloop = on", [], cancel);
        return await FollowRulesAsync(session, cancel);
    }

    /// <summary>For rows that a person entered or changed.</summary>
    public static async Task AfterChangeAsync(BookSession session, Guid[] rows, CancellationToken cancel)
    {
        await session.RunAsync(TransferSql.Forget, [session.BookId, rows], cancel);
        await session.RunAsync(TransferSql.Find(TransferSql.OfRows), [session.BookId, rows], cancel);
        await FollowRulesAsync(session, cancel);
    }

    /// <summary>Makes transfers of all suggestions between two accounts; null stands for any.</summary>
    public static Task<int> ConfirmAsync(BookSession session, Guid? from, Guid? to, CancellationToken cancel) =>
        RepeatAsync(session, TransferSql.Confirm, [session.BookId, from, to], cancel);

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
