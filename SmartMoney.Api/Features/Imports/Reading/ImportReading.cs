using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Reading;

/// <summary>Reads imports as the API shows them.</summary>
internal static class ImportReading
{
    /// <summary>Errors that an answer holds; all are in the rows.</summary>
    public const int ErrorsShown = 100;

    /// <summary>The import of an id in the book, null when there is none.</summary>
    public static Task<Import?> FindAsync(BookSession session, Guid id, CancellationToken cancel) =>
        session.Db.Imports.SingleOrDefaultAsync(import => import.BookId == session.BookId && import.Id == id, cancel);

    /// <summary>All that the API says about one import.</summary>
    public static async Task<ImportDetail> DetailAsync(BookSession session, Import import, CancellationToken cancel)
    {
        var names = await NamesAsync(session, import, cancel);
        return new(ImportSummary.Of(import))
        {
            Errors = import.ErrorCount == 0 ? [] : await LinesAsync(session, import, ReadingSql.Errors, cancel),
            Warnings = await LinesAsync(session, import, ReadingSql.Warnings, cancel),
            AccountNames = [.. names.Select(name => name.Account)],
            Accounts = Used(import, names),
        };
    }

    /// <summary>The accounts that a committed import's rows are in.</summary>
    public static async Task<IReadOnlyList<UsedAccount>> AccountsAsync(BookSession session, Import import, CancellationToken cancel) =>
        Used(import, await NamesAsync(session, import, cancel));

    private static List<UsedAccount> Used(Import import, List<(FileAccount Account, string? Name)> names) => import.Status != ImportStatus.Committed
        ? []
        : [.. names.Where(name => name.Name is not null).DistinctBy(name => name.Account.AccountId)
            .Select(name => new UsedAccount(name.Account.AccountId!.Value, name.Name!, import.CreatedAccounts.Contains(name.Account.AccountId!.Value)))];

    private static Task<List<(FileAccount Account, string? Name)>> NamesAsync(BookSession session, Import import, CancellationToken cancel) =>
        session.ReadAsync(ReadingSql.AccountNames, [session.BookId, import.Format, import.AccountId, import.Id],
            row => (new FileAccount(row.GetString(0), row.Maybe<Guid?>(1), row.GetString(2), row.GetInt32(3)), row.Maybe<string>(4)), cancel);

    private static Task<List<LineError>> LinesAsync(BookSession session, Import import, string which, CancellationToken cancel) =>
        session.ReadAsync(which, [session.BookId, import.Id, ErrorsShown],
            row => new LineError(row.GetInt32(0), row.Maybe<int?>(1), row.GetString(2)), cancel);
}
