using SmartMoney.Api.Features.Imports.Staging;

namespace SmartMoney.Api.Features.Imports.Reading;

/// <summary>The SQL that shows imports. $1 is the book, $2 the import.</summary>
internal static class ReadingSql
{
    /// <summary>$3 how many.</summary>
    public const string Errors = """
        SELECT line, column_number, reason FROM import_rows WHERE book_id = $1 AND import_id = $2 AND outcome = 5 ORDER BY line LIMIT $3
        """;

    /// <summary>Rows that a person should look at although they could be read. $3 how many.</summary>
    public const string Warnings = """
        SELECT line, column_number, reason FROM import_rows
        WHERE book_id = $1 AND import_id = $2 AND reason IS NOT NULL AND import_key IS NOT NULL ORDER BY line LIMIT $3
        """;

    /// <summary>$2 format, $3 account of the whole import, $4 import.</summary>
    public static readonly string AccountNames = $"""
        SELECT n.name, n.account_id, n.currency, n.rows, a.name
        FROM ({AccountNamesSql.Resolve("import_rows WHERE book_id = $1 AND import_id = $4 AND import_key IS NOT NULL",
            "import_legs WHERE book_id = $1 AND import_id = $4", "(SELECT NULL::text, NULL::uuid)")}) n
        LEFT JOIN accounts a ON a.book_id = $1 AND a.id = n.account_id
        ORDER BY n.rows DESC, n.name, n.currency
        """;

    /// <summary>
    /// A page of rows after line $3, at most $4, of outcome $5 or all when that is null. New and suspected rows of an import that was
    /// committed ($6) are shown as created, with their transaction's id while it is there ($7).
    /// </summary>
    public static readonly string Rows = $"""
        SELECT * FROM (
            SELECT r.line, CASE WHEN $6 AND r.outcome IN (1, 3) THEN 6 ELSE r.outcome END AS outcome, r.date, r.amount, r.currency, r.payee,
                   r.account_name, concat_ws(' / ', r.category, r.subcategory) AS category, r.reason, r.column_number, r.raw,
                   CASE WHEN $6 AND r.outcome IN (1, 3) THEN CASE WHEN $7 THEN {TransactionIdSql.OfRow} END ELSE r.transaction_id END,
                   r.similar_id
            FROM import_rows r WHERE r.book_id = $1 AND r.import_id = $2 AND r.line > $3
        ) shown
        WHERE $5::int IS NULL OR outcome = $5
        ORDER BY line LIMIT $4
        """;
}
