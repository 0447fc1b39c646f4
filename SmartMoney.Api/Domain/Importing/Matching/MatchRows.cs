namespace SmartMoney.Domain.Importing.Matching;

/// <summary>A row of a file, as matching sees it.</summary>
/// <param name="Line">Where it stands in the file; unique.</param>
/// <param name="Account">The account it goes to.</param>
/// <param name="BankId">The bank's own id, null when it has none.</param>
/// <param name="Key">Its <see cref="ImportKey"/>.</param>
/// <param name="Amount">In minor units.</param>
/// <param name="Date">The posting date.</param>
/// <param name="Transfer">Whether the file says that it is a transfer; false when it has a category instead, null when nothing is said, or only that money went to cash, a card or a wallet.</param>
public sealed record FileRow(int Line, string Account, string? BankId, Guid Key, long Amount, DateOnly Date, bool? Transfer = null)
{
    /// <summary>Payee and description.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether a card or a bank paid it through the account, as in <see cref="LedgerRow"/>.</summary>
    public bool Funded { get; init; }

    /// <summary>The other sides of the row that the same record tells of, in order.</summary>
    public IReadOnlyList<(string Account, long Amount, string Text)> Legs { get; init; } = [];
}

/// <summary>
/// A row of the ledger, or what is left of one that was deleted on purpose. One that several records told of is listed once for each, under one id. What a
/// card or bank paid into a wallet is not listed: no other file shows it there.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">The account it is in.</param>
/// <param name="BankId">The bank's id it was imported with.</param>
/// <param name="Key">The <see cref="ImportKey"/> it was imported with; null for a row entered by hand and for a leg.</param>
/// <param name="Amount">In minor units, as it is now.</param>
/// <param name="Date">As it is now.</param>
/// <param name="Deleted">Deleted on purpose. Rows of an import that was undone are not listed at all.</param>
/// <param name="SameFormat">Known from a file of the same format as the one being matched.</param>
public sealed record LedgerRow(Guid Id, string Account, string? BankId, Guid? Key, long Amount, DateOnly Date, bool Deleted = false, bool SameFormat = true)
{
    /// <summary>Whether the row's text and date are this format's to change: not when another format made the row.</summary>
    public bool Own { get; init; } = true;

    /// <summary>The day under which the record told of it; null for the row's own.</summary>
    public DateOnly? ToldOn { get; init; }

    /// <summary>The days that the file with the record covers for the account; null for what a person entered or wrote down.</summary>
    public (DateOnly First, DateOnly Last)? Covers { get; init; }

    /// <summary>Whether it is a transfer; false when it has a category instead, null when neither is known, or only that money went to cash, a card or a wallet.</summary>
    public bool? Transfer { get; init; }

    /// <summary>Payee and description as they are now.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether a card or a bank paid it through the account: of equal rows another file rather shows the other.</summary>
    public bool Funded { get; init; }

    /// <summary>For a leg, the row of its record.</summary>
    public Guid? LegOf { get; init; }
}

/// <summary>What becomes of a row of a file.</summary>
public enum MatchOutcome
{
    /// <summary>It is inserted.</summary>
    New,

    /// <summary>It is in the ledger, or was and was deleted on purpose.</summary>
    Duplicate,

    /// <summary>It is inserted unless a person says otherwise: a row much like it is in the ledger.</summary>
    Suspect,

    /// <summary>It is in the ledger under the same bank id, and the bank has since changed its text or date.</summary>
    Updated,
}

/// <summary>The decision on a row of a file.</summary>
/// <param name="Line">The row.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="LedgerId">The row that it duplicates or updates.</param>
/// <param name="SimilarId">For a suspect: the most similar row of the ledger, nearest by date.</param>
public sealed record RowMatch(int Line, MatchOutcome Outcome, Guid? LedgerId = null, Guid? SimilarId = null)
{
    /// <summary>For a suspect: what its legs resemble, by their number from 1.</summary>
    public IReadOnlyDictionary<int, Guid> SimilarLegs { get; init; } = new Dictionary<int, Guid>();
}
