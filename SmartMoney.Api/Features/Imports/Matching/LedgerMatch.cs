using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Categories;
using SmartMoney.Domain.Importing;
using SmartMoney.Domain.Importing.Matching;
using SmartMoney.Domain.Importing.SmartMoney;

namespace SmartMoney.Api.Features.Imports.Matching;

/// <summary>Matches the staged rows, whose accounts are resolved, against the ledger as this transaction sees it. The decisions are in <c>matched</c>; a line that is not there is new.</summary>
internal static class LedgerMatch
{
    // A row and its legs, numbered: place = 8 × line + part.
    private const int Places = 8;

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
        await session.RunAsync(SuspectSql.Resembling, [], cancel);
        var movesOn = (await session.ReadAsync(SuspectSql.CategoryNames, [], row => (First: row.GetString(0), Second: row.GetString(1)), cancel))
            .FindAll(names => StatementCategories.MovesOn(format, names.First, names.Second));
        await session.RunAsync(SuspectSql.LeftOver, [movesOn.Select(names => names.First).ToArray(), movesOn.Select(names => names.Second).ToArray()], cancel);
        await session.RunAsync("ANALYZE left_over", [], cancel);
        if (await session.RunAsync(SuspectSql.FindResembling, [session.BookId, DuplicateRules.SuspectDays, format, StatementFormats.KeptByHand], cancel) == 0)
            return;
        var open = await session.ReadAsync(SuspectSql.InReach, [DuplicateRules.SuspectDays], row => new OpenRow(
            row.GetInt32(0) / Places, row.GetInt32(0) % Places, row.GetGuid(1).ToString(), row.GetInt64(2), row.GetFieldValue<DateOnly>(3), row.Maybe<bool?>(4), row.GetBoolean(5),
            row.GetBoolean(6), row.GetString(7)), cancel);
        if (open.Count == 0)
            return;
        var known = await session.ReadAsync(SuspectSql.Resembled, [], row => new Resembled(
            row.GetGuid(0), row.GetGuid(1).ToString(), row.GetInt64(2), row.GetFieldValue<DateOnly>(3), row.Maybe<bool?>(4), row.GetBoolean(5), row.GetBoolean(6), row.GetBoolean(7),
            row.GetString(8))
        {
            Covered = row.Maybe<DateOnly?>(9) is { } first ? (first, row.GetFieldValue<DateOnly>(10)) : null,
            Seen = [.. row.GetFieldValue<DateOnly[]>(11).Zip(row.GetFieldValue<DateOnly[]>(12))],
        }, cancel);
        var found = Suspects.Pair(open, known).ToList();
        await session.RunAsync(SuspectSql.Resemble, [found.Select(pair => (pair.Line * Places) + pair.Part).ToArray(), found.Select(pair => pair.Id).ToArray()], cancel);
        await session.RunAsync(SuspectSql.Suspect, [], cancel);
    }

    private static async Task DecideAsync(BookSession session, string step, object?[] values, CancellationToken cancel)
    {
        if (await session.RunAsync(step, values, cancel) > 0)
            await session.RunAsync(MatchingSql.Analyze, [], cancel);
    }
}
