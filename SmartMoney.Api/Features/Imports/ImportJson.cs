using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Features.Imports;

/// <summary>An import in a list.</summary>
/// <param name="Format">Id of the statement format, such as <c>moneyforward</c>.</param>
/// <param name="FileSize">Bytes.</param>
/// <param name="AccountId">The account that all rows go to, when it was chosen with the upload.</param>
/// <param name="Lines">Records of the file: other + new + duplicates + suspects + updated + errorCount.</param>
/// <param name="Created">Rows that became transactions: new + suspects, less what was skipped. A row that tells both sides of a transfer counts once.</param>
/// <param name="Paired">Transfers that the book's rules made of its rows.</param>
public record ImportSummary(
    Guid Id, ImportStatus Status, string Format, string FileName, long FileSize, Guid? AccountId,
    int Lines, int Other, int New, int Duplicates, int Suspects, int Updated, int ErrorCount, int Created, int Paired,
    DateTimeOffset CreatedAt, DateTimeOffset? CommittedAt, DateTimeOffset? UndoneAt)
{
    internal static ImportSummary Of(Import import) => new(
        import.Id, import.Status, import.Format, import.FileName, import.FileSize, import.AccountId,
        import.Lines, import.Other, import.New, import.Duplicates, import.Suspects, import.Updated, import.ErrorCount, import.Created, import.Paired,
        import.CreatedAt, import.CommittedAt, import.UndoneAt);
}

/// <summary>An import with the lines that could not be read and the accounts that it names.</summary>
public sealed record ImportDetail : ImportSummary
{
    internal ImportDetail(ImportSummary summary)
        : base(summary)
    {
    }

    /// <summary>The first 100 lines that could not be read; all are in the import's rows.</summary>
    public required IReadOnlyList<LineError> Errors { get; init; }

    /// <summary>The first 100 rows that were read but need a look, such as one after a gap in the running balance.</summary>
    public required IReadOnlyList<LineError> Warnings { get; init; }

    /// <summary>The account names of the file with what each means.</summary>
    public required IReadOnlyList<FileAccount> AccountNames { get; init; }

    /// <summary>The accounts that the rows of a committed import are in.</summary>
    public required IReadOnlyList<UsedAccount> Accounts { get; init; }
}

/// <summary>A line that could not be read, or that needs a look.</summary>
/// <param name="Line">Physical line of the file, from 1.</param>
/// <param name="Column">Number of the wrong field, from 1; null when the line as a whole is wrong.</param>
/// <param name="Reason">What is wrong and what to do.</param>
public sealed record LineError(int Line, int? Column, string Reason);

/// <summary>An account name of the file.</summary>
/// <param name="AccountId">What it means; null when the commit will make an account.</param>
/// <param name="Rows">How many transactions name it.</param>
public sealed record FileAccount(string Name, Guid? AccountId, string Currency, int Rows);

/// <summary>An account that an import's rows are in.</summary>
/// <param name="Created">Whether the import made it.</param>
public sealed record UsedAccount(Guid Id, string Name, bool Created);

/// <summary>What a person decides about a previewed import. All of it is optional.</summary>
/// <param name="Accounts">Account ids by names in the file; names that are not mentioned keep what the preview says.</param>
/// <param name="Skip">Lines to leave out.</param>
/// <param name="RestoreDeleted">Bring back rows that were imported before and deleted on purpose.</param>
/// <param name="Same">Suspected lines that are the transactions that they resemble: nothing is made, and later files of the format know them.</param>
/// <param name="AllSame">Whether all suspected lines that are not skipped are.</param>
public sealed record CommitRequest(
    IReadOnlyDictionary<string, Guid>? Accounts = null, IReadOnlyList<int>? Skip = null, bool RestoreDeleted = false,
    IReadOnlyList<int>? Same = null, bool AllSame = false);

/// <summary>What a commit did.</summary>
/// <param name="Created">Transactions made.</param>
/// <param name="Updated">Transactions that the bank had changed.</param>
/// <param name="Duplicates">Rows that the ledger had already.</param>
/// <param name="Paired">Transfers that the book's rules made of its rows.</param>
/// <param name="Accounts">The accounts of the file's rows.</param>
public sealed record CommitResult(int Created, int Updated, int Duplicates, int Paired, IReadOnlyList<UsedAccount> Accounts);

/// <summary>A line of an import with what became of it.</summary>
/// <param name="Line">Physical line of the file, from 1.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Account">The account's name in the file.</param>
/// <param name="Category">The category in the file, both levels.</param>
/// <param name="Reason">Of an error what is wrong; of another line its kind, such as <c>header</c>.</param>
/// <param name="Column">Number of the wrong field, from 1.</param>
/// <param name="Raw">The text of a line that is no transaction.</param>
/// <param name="TransactionId">The transaction that it made, updated or repeats.</param>
/// <param name="SimilarTransactionId">What makes it a suspect.</param>
public sealed record ImportRow(
    int Line, RowOutcome Outcome, DateOnly? Date, long? Amount, string? Currency, string? Payee, string? Account, string? Category,
    string? Reason, int? Column, string? Raw, Guid? TransactionId, Guid? SimilarTransactionId);
