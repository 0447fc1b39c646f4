namespace SmartMoney.Api.Features.Imports.Matching;

/// <summary>The SQL of matching a kept preview anew. $1 is the book, $2 the import.</summary>
internal static class PreviewSql
{
    /// <summary>No row in a book that never had a transaction.</summary>
    public const string LedgerVersion = "SELECT version FROM ledger_versions WHERE book_id = $1";

    /// <summary>$3 version.</summary>
    public const string KeepVersion = "UPDATE imports SET matched_version = $3 WHERE book_id = $1 AND id = $2";

    /// <summary>Whether the ledger changed since.</summary>
    public const string IsStale = """
        SELECT i.matched_version IS DISTINCT FROM coalesce((SELECT version FROM ledger_versions WHERE book_id = $1), 0)
        FROM imports i WHERE i.book_id = $1 AND i.id = $2
        """;

    /// <summary>What the staged legs resembled then.</summary>
    public const string ForgetLegs = "UPDATE staged_legs SET similar_id = NULL WHERE similar_id IS NOT NULL";

    /// <summary>How many lines are suspects for the first time; not those in $3.</summary>
    public const string NewSuspects = """
        SELECT count(*)::int FROM matched d JOIN import_rows r ON r.book_id = $1 AND r.import_id = $2 AND r.line = d.line
        WHERE d.outcome = 3 AND r.outcome <> 3 AND d.line <> ALL($3::int[])
        """;

    /// <summary>What became of the lines.</summary>
    public const string WriteBack = """
        UPDATE import_rows r SET outcome = n.outcome, transaction_id = n.transaction_id, similar_id = n.similar_id
        FROM (SELECT s.line, coalesce(d.outcome, s.outcome) AS outcome, d.transaction_id, d.similar_id
              FROM staged_lines s LEFT JOIN matched d ON d.line = s.line) n
        WHERE r.book_id = $1 AND r.import_id = $2 AND r.line = n.line
          AND (r.outcome, r.transaction_id, r.similar_id) IS DISTINCT FROM (n.outcome, n.transaction_id, n.similar_id)
        """;

    /// <summary>What their legs resemble.</summary>
    public const string WriteBackLegs = """
        UPDATE import_legs l SET similar_id = s.similar_id FROM staged_legs s
        WHERE l.book_id = $1 AND l.import_id = $2 AND l.line = s.line AND l.part = s.part AND l.similar_id IS DISTINCT FROM s.similar_id
        """;
}
