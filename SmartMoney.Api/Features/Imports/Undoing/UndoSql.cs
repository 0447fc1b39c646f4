namespace SmartMoney.Api.Features.Imports.Undoing;

/// <summary>The SQL that takes a committed import back. $1 is the book.</summary>
internal static class UndoSql
{
    /// <summary>What follows is no deletion on purpose: the same rows come back when they are imported again.</summary>
    public const string Announce = "SET LOCAL smartmoney.undo = 'on'";

    /// <summary>
    /// $2 change set of the commit: rows that it changed (text and date that the bank had corrected, what another format's rows gained) are as before
    /// again, unless somebody has changed them since.
    /// </summary>
    public const string PutBack = """
        UPDATE transactions t
        SET payee = b.payee, description = b.description, date = b.date, import_key = b.import_key, category_id = b.category_id, excluded = b.excluded,
            transfer_id = b.transfer_id
        FROM (SELECT row_id, count(*) AS changes, (array_agg(before ORDER BY id))[1] AS before FROM ledger_history
              WHERE book_id = $1 AND change_id = $2 AND table_name = 'transactions' AND operation = 'UPDATE' GROUP BY 1) h
        CROSS JOIN jsonb_populate_record(NULL::transactions, h.before) b
        WHERE t.book_id = $1 AND t.id = h.row_id AND t.version = b.version + h.changes
        """;

    /// <summary>$2 import: its rows that a file of another format told of too are that file's from now on, so they stay.</summary>
    public const string HandOver = """
        UPDATE transactions t
        SET import_id = a.import_id, import_line = a.line, import_account_id = a.account_id, import_key = a.import_key, bank_id = a.bank_id
        FROM (SELECT DISTINCT ON (transaction_id) * FROM import_aliases WHERE book_id = $1 AND import_id <> $2 ORDER BY transaction_id, import_id) a
        WHERE t.book_id = $1 AND t.import_id = $2 AND t.id = a.transaction_id
        """;

    /// <summary>$2 import: what it is remembered for, and what has been handed over.</summary>
    public const string ForgetAliases = """
        DELETE FROM import_aliases a
        WHERE a.book_id = $1 AND (a.import_id = $2
           OR EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.id = a.transaction_id AND t.import_id = a.import_id AND t.import_line = a.line))
        """;

    /// <summary>
    /// $2 import, $3 its format: its names mean again what the latest other import of the format took them for, and nothing where there is none.
    /// Run while its transactions are there.
    /// </summary>
    public const string ForgetNames = """
        WITH named AS (
            SELECT DISTINCT account_name AS name, currency FROM import_rows WHERE book_id = $1 AND import_id = $2 AND account_name IS NOT NULL
        ), meant AS (
            SELECT DISTINCT ON (n.name, n.currency) n.name, n.currency, t.import_account_id AS account_id
            FROM named n
            JOIN imports i ON i.book_id = $1 AND i.format = $3 AND i.status = 1 AND i.id <> $2 AND i.account_id IS NULL
            JOIN import_rows r ON r.book_id = $1 AND r.import_id = i.id AND r.account_name = n.name AND r.currency = n.currency
            JOIN transactions t ON t.book_id = $1 AND t.import_id = i.id AND t.import_line = r.line AND t.import_account_id IS NOT NULL
            ORDER BY n.name, n.currency, i.committed_at DESC
        ), kept AS (
            INSERT INTO import_account_names (book_id, format, name, currency, account_id)
            SELECT $1, $3, m.name, m.currency, m.account_id FROM meant m JOIN accounts a ON a.book_id = $1 AND a.id = m.account_id
            ON CONFLICT (book_id, format, name, currency) DO UPDATE SET account_id = excluded.account_id
        )
        DELETE FROM import_account_names l USING named n
        WHERE l.book_id = $1 AND l.format = $3 AND l.name = n.name AND l.currency = n.currency
          AND NOT EXISTS (SELECT FROM meant m WHERE m.name = n.name AND m.currency = n.currency)
        """;

    /// <summary>$2 import.</summary>
    public const string DeleteTransactions = "DELETE FROM transactions WHERE book_id = $1 AND import_id = $2";

    /// <summary>$2 ids: accounts that the import made and that nobody has used or changed.</summary>
    public const string DeleteAccounts = """
        DELETE FROM accounts a WHERE a.book_id = $1 AND a.id = ANY($2::uuid[]) AND a.version = 1
          AND NOT EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.account_id = a.id)
          AND NOT EXISTS (SELECT FROM imports i WHERE i.book_id = $1 AND i.account_id = a.id)
          AND NOT EXISTS (SELECT FROM goal_accounts g WHERE g.book_id = $1 AND g.account_id = a.id)
          AND NOT EXISTS (SELECT FROM transfer_rules r WHERE r.book_id = $1 AND a.id IN (r.from_account_id, r.to_account_id))
        """;

    /// <summary>$2 ids: likewise. Run for children before parents: a parent of something is in use.</summary>
    public const string DeleteCategories = """
        DELETE FROM categories c WHERE c.book_id = $1 AND c.id = ANY($2::uuid[]) AND c.version = 1
          AND NOT EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.category_id = c.id)
          AND NOT EXISTS (SELECT FROM rules r WHERE r.book_id = $1 AND r.category_id = c.id)
          AND NOT EXISTS (SELECT FROM categories child WHERE child.book_id = $1 AND child.parent_id = c.id)
        """;
}
