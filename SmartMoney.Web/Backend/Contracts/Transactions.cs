namespace SmartMoney.Web.Backend;

/// <summary>One movement of money on one account. Amounts are minor units, negative for money out.</summary>
/// <param name="Status">pending, cleared or reconciled.</param>
/// <param name="Excluded">Counts nowhere but in balances.</param>
/// <param name="Transfer">Neither income nor expense.</param>
/// <param name="TransferId">Shared by the two sides of a transfer; a side whose other side is unknown carries its own id.</param>
public sealed record Transaction(
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
    string Status,
    bool Excluded,
    bool Transfer,
    Guid? TransferId,
    Guid? ImportId,
    int? ImportLine,
    long Version);

/// <summary>Sums over all rows of a filter, in minor units of the book's currency.</summary>
public sealed record TransactionTotals(long Count, long Income, long Expense, long Net, long Unconverted);

/// <summary>A page of transactions, newest first; totals where they were asked for.</summary>
public sealed record TransactionList(IReadOnlyList<Transaction> Items, string? Next, TransactionTotals? Totals);

/// <summary>How many rows a bulk change changed.</summary>
public sealed record BulkDone(int Changed);
