namespace SmartMoney.Web.Backend;

/// <summary>An import: a file that was read, and what becomes or became of its lines.</summary>
/// <param name="Status">preview, committed or undone.</param>
/// <param name="Lines">other + new + duplicates + suspects + updated + errorCount.</param>
/// <param name="Paired">Transfers that the book's rules made of its rows.</param>
/// <param name="Errors">The first lines that could not be read; null in a list.</param>
/// <param name="Warnings">The first lines that were read but need a look; null in a list.</param>
/// <param name="AccountNames">The accounts that the file names; null in a list.</param>
/// <param name="Accounts">The accounts that a committed import's rows are in; null in a list.</param>
public sealed record Import(
    Guid Id,
    string Status,
    string Format,
    string FileName,
    long FileSize,
    int Lines,
    int Other,
    int New,
    int Duplicates,
    int Suspects,
    int Updated,
    int ErrorCount,
    int Created,
    int Paired,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CommittedAt,
    IReadOnlyList<ImportError>? Errors,
    IReadOnlyList<ImportError>? Warnings,
    IReadOnlyList<ImportAccountName>? AccountNames,
    IReadOnlyList<ImportAccount>? Accounts);

/// <summary>A line that could not be read or needs a look, and why, in the language that was asked for.</summary>
public sealed record ImportError(int Line, int? Column, string Reason);

/// <summary>An account's name in a file; without an id the commit makes the account.</summary>
public sealed record ImportAccountName(string Name, string Currency, Guid? AccountId, int Rows);

/// <summary>An account that rows of an import are in.</summary>
public sealed record ImportAccount(Guid Id, string Name, bool Created);

/// <summary>A line of the file.</summary>
/// <param name="Outcome">new, duplicate, suspect, updated, other, error, created or skipped.</param>
/// <param name="SimilarTransactionId">What a suspect looks like.</param>
public sealed record ImportRow(
    int Line,
    string Outcome,
    DateOnly? Date,
    long? Amount,
    string? Currency,
    string? Payee,
    string? Account,
    string? Category,
    string? Reason,
    int? Column,
    string? Raw,
    Guid? TransactionId,
    Guid? SimilarTransactionId);

/// <summary>What a commit did.</summary>
public sealed record CommitDone(int Created, int Updated);

/// <summary>Calls about imports.</summary>
public static class ImportCalls
{
    /// <summary>A page of the imports, newest first.</summary>
    public static Task<Listing<Import>> ImportsAsync(this ApiClient api, Guid book, string? cursor, CancellationToken cancellationToken) =>
        api.ReadAsync<Listing<Import>>($"books/{book}/imports?limit=20{Cursor(cursor)}", cancellationToken);

    /// <summary>One import with its errors and accounts.</summary>
    public static Task<Import> ImportAsync(this ApiClient api, Guid book, Guid id, CancellationToken cancellationToken) =>
        api.ReadAsync<Import>($"books/{book}/imports/{id}", cancellationToken);

    /// <summary>A page of the lines with one outcome, in the file's order.</summary>
    public static Task<Listing<ImportRow>> ImportRowsAsync(
        this ApiClient api, Guid book, Guid id, string outcome, int limit, string? cursor, CancellationToken cancellationToken) =>
        api.ReadAsync<Listing<ImportRow>>($"books/{book}/imports/{id}/rows?outcome={outcome}&limit={limit}{Cursor(cursor)}", cancellationToken);

    private static string Cursor(string? cursor) => string.IsNullOrEmpty(cursor) ? "" : "&cursor=" + Uri.EscapeDataString(cursor);
}
