using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Staging;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Matching;

/// <summary>
/// Keeps previews true. What came into the ledger after a file was read may be what its lines tell of: of two files that were uploaded
/// together, the second is matched anew once the first is saved.
/// </summary>
internal static class PreviewMatch
{
    private static readonly Dictionary<string, Guid> NoMapping = [];

    /// <summary>The ledger's version as this transaction sees it; to be read before the matching.</summary>
    public static async Task<long> LedgerVersionAsync(BookSession session, CancellationToken cancel) =>
        (await session.ReadAsync(PreviewSql.LedgerVersion, [session.BookId], row => row.GetInt64(0), cancel)).FirstOrDefault();

    /// <summary>Remembers which version of the ledger a preview was matched against.</summary>
    public static Task KeepVersionAsync(BookSession session, Import import, long version, CancellationToken cancel) =>
        session.RunAsync(PreviewSql.KeepVersion, [session.BookId, import.Id, version], cancel);

    /// <summary>For who reads an import: a preview is what a commit would do now.</summary>
    public static async Task FreshenAsync(BookSession session, Import import, CancellationToken cancel)
    {
        if (import.Status != ImportStatus.Preview || !await IsStaleAsync(session, import, cancel))
            return;
        await session.LockAsync(cancel);
        await session.Db.Entry(import).ReloadAsync(cancel);
        if (import.Status == ImportStatus.Preview)
            await MatchAsync(session, import, NoMapping, [], new Errors(), cancel);
    }

    /// <summary>For a commit, under the book's lock: matches anew if the ledger changed, or if the caller maps names to other accounts than the preview did.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="import">A preview.</param>
    /// <param name="mapping">Accounts by names in the file.</param>
    /// <param name="skip">Lines that the caller leaves out.</param>
    /// <param name="errors">Gets what cannot be of the mapping.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many lines, not left out, are suspects now that were none in the preview.</returns>
    public static async Task<int> RepeatAsync(
        BookSession session, Import import, IReadOnlyDictionary<string, Guid> mapping, int[] skip, Errors errors, CancellationToken cancel) =>
        mapping.Count > 0 || await IsStaleAsync(session, import, cancel) ? await MatchAsync(session, import, mapping, skip, errors, cancel) : 0;

    private static async Task<bool> IsStaleAsync(BookSession session, Import import, CancellationToken cancel) =>
        (await session.ReadAsync(PreviewSql.IsStale, [session.BookId, import.Id], row => row.GetBoolean(0), cancel)).Contains(true);

    private static async Task<int> MatchAsync(
        BookSession session, Import import, IReadOnlyDictionary<string, Guid> mapping, int[] skip, Errors errors, CancellationToken cancel)
    {
        object?[] rows = [session.BookId, import.Id];
        var version = await LedgerVersionAsync(session, cancel);
        await session.RunAsync(StagingSql.Create, [], cancel);
        await session.RunAsync(StagingSql.Restage, rows, cancel);
        await session.RunAsync(StagingSql.RestageLegs, rows, cancel);
        await session.RunAsync(PreviewSql.ForgetLegs, [], cancel);
        await session.RunAsync(StagingSql.Analyze, [], cancel);
        await AccountNames.ResolveAsync(session, import.Format, import.AccountId, mapping, errors, cancel);
        if (errors.Any)
            return 0;

        await LedgerMatch.RunAsync(session, import.Format, restoreDeleted: false, suspects: true, cancel);
        var appeared = (await session.ReadAsync(PreviewSql.NewSuspects, [.. rows, skip], row => row.GetInt32(0), cancel))[0];
        await session.RunAsync(PreviewSql.WriteBack, rows, cancel);
        await session.RunAsync(PreviewSql.WriteBackLegs, rows, cancel);
        await KeepVersionAsync(session, import, version, cancel);
        var counts = await PreviewRows.CountAsync(session, cancel);
        (import.New, import.Duplicates) = (counts.GetValueOrDefault(RowOutcome.New), counts.GetValueOrDefault(RowOutcome.Duplicate));
        (import.Suspects, import.Updated) = (counts.GetValueOrDefault(RowOutcome.Suspect), counts.GetValueOrDefault(RowOutcome.Updated));
        await session.Db.SaveChangesAsync(cancel);
        return appeared;
    }
}
