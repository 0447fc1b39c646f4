namespace SmartMoney.Api.Features.Imports.Undoing;

/// <summary>The SQL that takes a committed import back. $1 is the book.</summary>
internal static class UndoSql
{
    /// <summary>What follows is no deletion on purpose: the same rows come back when they are imported again.</summary>
    public const string Announce = "SET LOCAL smartmoney.undo = 'on'";

    /// <summary>$2 change set of the commit: rows that the bank had changed get their former text and date again, unless somebody has changed them since.</summary>
    public const string PutBack = """
        UPDATE transactions t
        SET payee = b.payee, description = b.description, date = b.date, import_key = b.import_key
        FROM ledger_history h CROSS JOIN jsonb_populate_record(NULL::transactions, h.before) b
        WHERE h.book_id = $1 AND h.change_id = $2 AND h.table_name = 'transactions' AND h.operation = 'UPDATE'
          AND t.book_id = $1 AND t.id = h.row_id AND t.version = b.version + 1
        """;

    /// <summary>$2 import.</summary>
    public const string DeleteTransactions = "DELETE FROM transactions WHERE book_id = $1 AND import_id = $2";

    /// <summary>$2 ids: accounts that the import made and that nobody has used or changed.</summary>
    public const string DeleteAccounts = """
        DELETE FROM accounts a WHERE a.book_id = $1 AND a.id = ANY($2::uuid[]) AND a.version = 1
          AND NOT EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.account_id = a.id)
          AND NOT EXISTS (SELECT FROM imports i WHERE i.book_id = $1 AND i.account_id = a.id)
        """;

    /// <summary>$2 ids: likewise. Run for children before parents: a parent of something is in use.</summary>
    public const string DeleteCategories = """
        DELETE FROM categories c WHERE c.book_id = $1 AND c.id = ANY($2::uuid[]) AND c.version = 1
          AND NOT EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.category_id = c.id)
          AND NOT EXISTS (SELECT FROM categories child WHERE child.book_id = $1 AND child.parent_id = c.id)
        """;
}
