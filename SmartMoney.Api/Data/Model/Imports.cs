namespace SmartMoney.Api.Data.Model;

/// <summary>How far an import has come.</summary>
public enum ImportStatus
{
    Preview = 0,
    Committed = 1,
    Undone = 2,
}

/// <summary>One file brought in, from preview to undo.</summary>
public sealed class Import
{
    public Guid BookId { get; set; }

    public Guid Id { get; set; }

    public ImportStatus Status { get; set; }

    /// <summary>Id of the statement format, such as moneyforward.</summary>
    public required string Format { get; set; }

    /// <summary>The account that the uploader chose for rows that name none, or for all rows of a format without accounts.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>The original, kept in <c>files</c>.</summary>
    public Guid FileId { get; set; }

    public required string FileName { get; set; }

    /// <summary>Bytes.</summary>
    public long FileSize { get; set; }

    /// <summary>Records of the file: the sum of the six counts that follow.</summary>
    public int Lines { get; set; }

    /// <summary>Recognised non-transactions: header, blank, footer, balance, zero.</summary>
    public int Other { get; set; }

    public int New { get; set; }

    public int Duplicates { get; set; }

    public int Suspects { get; set; }

    public int Updated { get; set; }

    public int ErrorCount { get; set; }

    /// <summary>Transactions made by the commit.</summary>
    public int Created { get; set; }

    /// <summary>Transfers that the book's rules made of its rows.</summary>
    public int Paired { get; set; }

    public Guid CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? CommittedAt { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>The change set of the commit: what it updated is put back from there on undo.</summary>
    public Guid? ChangeId { get; set; }

    public Guid[] CreatedAccounts { get; set; } = [];

    public Guid[] CreatedCategories { get; set; } = [];
}

/// <summary>Remembers which account a format's own account name means, so that a renamed account is found again.</summary>
public sealed class ImportAccountName
{
    public Guid BookId { get; set; }

    public required string Format { get; set; }

    public required string Name { get; set; }

    /// <summary>Of the rows of that name: a file may name a purse in two currencies, which are two accounts.</summary>
    public required string Currency { get; set; }

    public Guid AccountId { get; set; }
}

/// <summary>A file kept in the database, by content: the same bytes are stored once a book. The bytes are in <c>file_chunks</c>.</summary>
public sealed class StoredFile
{
    public Guid BookId { get; set; }

    public Guid Id { get; set; }

    public required byte[] Sha256 { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
