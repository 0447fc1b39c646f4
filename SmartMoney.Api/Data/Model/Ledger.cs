namespace SmartMoney.Api.Data.Model;

/// <summary>What kind of place money lies in or is owed to.</summary>
public enum AccountKind
{
    Cash,
    Bank,
    CreditCard,
    EMoney,
    Investment,
    Loan,
    Receivable,
    Other,
}

/// <summary>A place where money lies or is owed.</summary>
public sealed class Account
{
    public Guid BookId { get; set; }

    public Guid Id { get; set; }

    public required string Name { get; set; }

    public AccountKind Kind { get; set; }

    /// <summary>ISO 4217 code; fixed once the account is made.</summary>
    public required string Currency { get; set; }

    /// <summary>Balance at the start of <see cref="OpeningDate"/>, in minor units.</summary>
    public long OpeningBalance { get; set; }

    /// <summary>Rows before this day do not count in the balance; null counts all rows.</summary>
    public DateOnly? OpeningDate { get; set; }

    public DateOnly? ClosedOn { get; set; }

    public bool InNetWorth { get; set; } = true;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts the row's changes, starting at 1; maintained by the database.</summary>
    public int Version { get; set; }
}

/// <summary>Which side of the household's result a category belongs to.</summary>
public enum CategoryKind
{
    Expense = 0,
    Income = 1,
}

/// <summary>A node in the book's two-level category tree.</summary>
public sealed class Category
{
    public Guid BookId { get; set; }

    public Guid Id { get; set; }

    public Guid? ParentId { get; set; }

    public required string Name { get; set; }

    public CategoryKind Kind { get; set; }

    /// <summary>Order among its siblings.</summary>
    public int Position { get; set; }

    /// <summary>Stable key of a category of the default tree; null for the book's own.</summary>
    public string? BuiltIn { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts the row's changes, starting at 1; maintained by the database.</summary>
    public int Version { get; set; }
}

/// <summary>How far a transaction has been confirmed.</summary>
public enum TransactionStatus
{
    Pending = 0,
    Cleared = 1,
    Reconciled = 2,
}

/// <summary>One movement of money on one account.</summary>
public sealed class Transaction
{
    public Guid BookId { get; set; }

    /// <summary>UUID version 7.</summary>
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    /// <summary>Posting date.</summary>
    public DateOnly Date { get; set; }

    /// <summary>Minor units of <see cref="Currency"/>, negative for money out, never zero.</summary>
    public long Amount { get; set; }

    /// <summary>The account's currency.</summary>
    public required string Currency { get; set; }

    /// <summary>The amount in the book's base currency at the rate of its date; null where there is no rate.</summary>
    public long? BaseAmount { get; set; }

    public string Payee { get; set; } = "";

    public string Description { get; set; } = "";

    public Guid? CategoryId { get; set; }

    public string[] Tags { get; set; } = [];

    public string Notes { get; set; } = "";

    public TransactionStatus Status { get; set; } = TransactionStatus.Cleared;

    /// <summary>Counts nowhere but in balances.</summary>
    public bool Excluded { get; set; }

    /// <summary>Pairs the two legs of a transfer; a leg whose other side is unknown carries its own id.</summary>
    public Guid? TransferId { get; set; }

    public long? OriginalAmount { get; set; }

    public string? OriginalCurrency { get; set; }

    public decimal? Rate { get; set; }

    public Guid? ImportId { get; set; }

    /// <summary>Physical line of the file, from 1.</summary>
    public int? ImportLine { get; set; }

    /// <summary>The account that the row was imported into: matching goes on there if the row is moved.</summary>
    public Guid? ImportAccountId { get; set; }

    /// <summary>Hash of date, amount and normalised text as imported; see the import's matching rules.</summary>
    public Guid? ImportKey { get; set; }

    /// <summary>The bank's own id of the row.</summary>
    public string? BankId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts the row's changes, starting at 1; maintained by the database.</summary>
    public int Version { get; set; }
}
