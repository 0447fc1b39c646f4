namespace SmartMoney.Api.Features.Imports;

/// <summary>
/// What becomes of a line of a file, as <c>import_rows.outcome</c> keeps it. Of a committed import, new and suspected
/// rows are those that were created: their transaction's id follows from import and line, so a commit that finds the
/// ledger as the preview did has nothing to write back.
/// </summary>
public enum RowOutcome
{
    /// <summary>A recognised non-transaction: header, blank, footer, balance, zero.</summary>
    Other = 0,

    /// <summary>To be created.</summary>
    New = 1,

    /// <summary>In the ledger already, or deleted from it on purpose.</summary>
    Duplicate = 2,

    /// <summary>To be created unless a person says otherwise: something like it is there.</summary>
    Suspect = 3,

    /// <summary>In the ledger under the bank's own id, with another text or date.</summary>
    Updated = 4,

    /// <summary>Could not be read.</summary>
    Error = 5,

    /// <summary>Made into a transaction: how new and suspected rows of a committed import are shown.</summary>
    Created = 6,

    /// <summary>Left out of the commit by a person.</summary>
    Skipped = 7,
}
