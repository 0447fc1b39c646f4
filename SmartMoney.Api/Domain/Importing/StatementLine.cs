namespace SmartMoney.Domain.Importing;

/// <summary>What one record of a statement file turned out to be. Every record becomes exactly one of these, so that counts add up.</summary>
/// <param name="Line">The physical line, from 1, on which the record starts.</param>
public abstract record StatementLine(int Line);

/// <summary>A transaction.</summary>
/// <param name="Line">The physical line, from 1.</param>
/// <param name="Account">The account's name in the file, or the format's own name when the file names none.</param>
/// <param name="Date">The posting date, within the days a ledger accepts.</param>
/// <param name="Amount">In minor units, negative = money out, never zero.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Payee">One line of text, at most <see cref="StatementLimits.Text"/> characters; may be empty.</param>
/// <param name="Description">Likewise; empty where the format has only one text.</param>
public sealed record StatementRow(int Line, string Account, DateOnly Date, long Amount, string Currency, string Payee, string Description)
    : StatementLine(Line)
{
    /// <summary>The bank's own id of the row, null when it has none.</summary>
    public string? BankId { get; init; }

    /// <summary>The row counts in balances only.</summary>
    public bool Excluded { get; init; }

    /// <summary>Money moved between own accounts: neither income nor expense.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>The file's first-level category name; null when it has none or says "uncategorised".</summary>
    public string? Category { get; init; }

    /// <summary>The file's second-level category name, likewise.</summary>
    public string? Subcategory { get; init; }

    /// <summary>Free text, at most <see cref="StatementLimits.Notes"/> characters, line breaks as <c>\n</c>.</summary>
    public string? Notes { get; init; }

    /// <summary>Tags, where the format has them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The record as it stands in the file, at most <see cref="StatementLimits.Raw"/> characters.</summary>
    public string Raw { get; init; } = "";

    /// <summary>
    /// Further movements that the same record tells of, at most <see cref="StatementLimits.Legs"/>: the other side of a transfer, the card that
    /// paid for a wallet. They are created, skipped and undone with the row, which alone decides whether the record is in the ledger already.
    /// </summary>
    public IReadOnlyList<StatementLeg> Legs { get; init; } = [];

    /// <summary>What a person should look at although the row could be read, for example a gap in the running balance; null mostly.</summary>
    public string? Warning { get; init; }
}

/// <summary>A further movement of a <see cref="StatementRow"/>, of the same date and always a transfer: the row itself has what counts.</summary>
/// <param name="Account">As for the row.</param>
/// <param name="Amount">In minor units, negative = money out, never zero.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Payee">One line of text, at most <see cref="StatementLimits.Text"/> characters: where the money comes from or goes to.</param>
/// <param name="Paired">
/// True for the other side of the row, which then is a transfer too: both carry one transfer id. False where the other side is not in this
/// file (the card that a wallet was charged to), to be found in another one.
/// </param>
public sealed record StatementLeg(string Account, long Amount, string Currency, string Payee, bool Paired);

/// <summary>A record that is recognised and is no transaction.</summary>
/// <param name="Line">The physical line, from 1.</param>
/// <param name="Kind">One of <see cref="LineKinds"/>.</param>
/// <param name="Raw">The record as it stands in the file.</param>
public sealed record NonTransactionLine(int Line, string Kind, string Raw) : StatementLine(Line);

/// <summary>A record that could not be read. Nothing of it is guessed.</summary>
/// <param name="Line">The physical line, from 1.</param>
/// <param name="Column">Number of the first wrong field, from 1; null when the record as a whole is wrong.</param>
/// <param name="ColumnName">That field's name in the header, where there is one.</param>
/// <param name="Code">Stable slug of the first problem, for example <c>bad-date</c>.</param>
/// <param name="Reason">What is wrong and what to do, in the language of <see cref="StatementHead.Language"/>; all problems of the record.</param>
/// <param name="Raw">The record as it stands in the file: NUL shown as ␀, undecodable bytes as U+FFFD.</param>
public sealed record LineProblem(int Line, int? Column, string? ColumnName, string Code, string Reason, string Raw) : StatementLine(Line);

/// <summary>The kinds of <see cref="NonTransactionLine"/>.</summary>
public static class LineKinds
{
    /// <summary>Column names.</summary>
    public const string Header = "header";

    /// <summary>Nothing, or only separators.</summary>
    public const string Blank = "blank";

    /// <summary>A closing line such as a total.</summary>
    public const string Footer = "footer";

    /// <summary>A balance, not a movement.</summary>
    public const string Balance = "balance";

    /// <summary>A row of amount zero, which banks do export and which moves nothing.</summary>
    public const string Zero = "zero";
}
