using System.Text.Json.Serialization;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>One movement of money on one account.</summary>
/// <param name="Date">Posting date.</param>
/// <param name="Amount">Minor units of <paramref name="Currency"/>, negative for money out, never zero.</param>
/// <param name="Currency">The account's currency, ISO 4217.</param>
/// <param name="CategoryId">Null for a row without a category: it then counts by its sign.</param>
/// <param name="Excluded">Counts nowhere but in balances.</param>
/// <param name="Transfer">Moves money between accounts: neither income nor expense.</param>
/// <param name="TransferId">Pairs the two legs of a transfer; a leg whose other side is unknown carries its own id.</param>
/// <param name="ImportId">The import that made it; null when a person did.</param>
/// <param name="ImportLine">Physical line of the imported file, from 1.</param>
/// <param name="Version">Counts the row's changes, starting at 1: its ETag.</param>
public sealed record TransactionView(
    Guid Id,
    Guid AccountId,
    DateOnly Date,
    long Amount,
    string Currency,
    string Payee,
    string Description,
    Guid? CategoryId,
    IReadOnlyList<string> Tags,
    string Notes,
    TransactionStatus Status,
    bool Excluded,
    bool Transfer,
    Guid? TransferId,
    Guid? ImportId,
    int? ImportLine,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version)
{
    internal static TransactionView Of(Transaction row) => new(
        row.Id, row.AccountId, row.Date, row.Amount, row.Currency, row.Payee, row.Description, row.CategoryId, row.Tags, row.Notes, row.Status,
        row.Excluded, row.TransferId is not null, row.TransferId, row.ImportId, row.ImportLine, row.CreatedAt.ToUniversalTime(),
        row.UpdatedAt.ToUniversalTime(), row.Version);
}

/// <summary>A page of transactions, newest first.</summary>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="Totals">Over all pages; only when asked for with <c>totals=true</c>.</param>
public sealed record TransactionList(
    IReadOnlyList<TransactionView> Items,
    string? Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TransactionTotals? Totals);

/// <summary>What the rows of a filter add up to, in minor units of the book's base currency.</summary>
/// <param name="Count">All rows, transfers and excluded ones too.</param>
/// <param name="Expense">Negative, unless refunds outweigh it.</param>
/// <param name="Net">Income plus expense.</param>
/// <param name="Unconverted">Income and expense rows without a rate into the base currency: not in the sums.</param>
public sealed record TransactionTotals(long Count, long Income, long Expense, long Net, long Unconverted);
