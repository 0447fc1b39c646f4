using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Importing.Matching;
using SmartMoney.Domain.Importing.SmartMoney;

namespace SmartMoney.Api.Features.Imports.Matching;

/// <summary>Matches the staged rows, whose accounts are resolved, against the ledger as this transaction sees it. The decisions are in <c>matched</c>; a line that is not there is new.</summary>
internal static class LedgerMatch
{
    /// <param name="session">The transaction.</param>
    /// <param name="format">The file's format: rows that it told of itself are judged more strictly.</param>
    /// <param name="restoreDeleted">Whether rows deleted on purpose may come back.</param>
    /// <param name="suspects">Whether to look for similar rows too: a preview does, a commit creates them either way.</param>
    /// <param name="cancel">Ends the matching.</param>
    public static async Task RunAsync(BookSession session, string format, bool restoreDeleted, bool suspects, CancellationToken cancel)
    {
        await session.RunAsync(MatchingSql.Create, [], cancel);
        if (format == SmartMoneyFormat.FormatId)
            await DecideAsync(session, MatchingSql.ByOwnId, [session.BookId], cancel);
        await DecideAsync(session, MatchingSql.ById, [session.BookId, restoreDeleted], cancel);
        if (await session.RunAsync(MatchingSql.Known, [session.BookId, restoreDeleted], cancel) > 0)
        {
            await session.RunAsync("ANALYZE known", [], cancel);
            await DecideAsync(session, MatchingSql.ByCount, [], cancel);
        }

        if (suspects)
            await SuspectAsync(session, format, cancel);
    }

    private static async Task SuspectAsync(BookSession session, string format, CancellationToken cancel)
    {
        await session.RunAsync(MatchingSql.Resembling, [], cancel);
        if (await session.RunAsync(MatchingSql.FindResembling, [session.BookId, DuplicateRules.SuspectDays, format], cancel) == 0)
            return;
        foreach (var days in DuplicateRules.Distances)
        {
            await session.RunAsync(MatchingSql.Resemble, [days, true], cancel);
            await session.RunAsync(MatchingSql.Resemble, [days, false], cancel);
        }

        await session.RunAsync(MatchingSql.Suspect, [], cancel);
    }

    private static async Task DecideAsync(BookSession session, string step, object?[] values, CancellationToken cancel)
    {
        if (await session.RunAsync(step, values, cancel) > 0)
            await session.RunAsync(MatchingSql.Analyze, [], cancel);
    }
}
