using SmartMoney.Api.Features.Imports.Reading;

namespace SmartMoney.Api.Features.Imports.Committing;

/// <summary>
/// The SQL of a commit, after matching: rows that are not in <c>matched</c> are created. Every statement takes $1 book
/// and, where it needs it, $2 import.
/// </summary>
internal static class CommitSql
{
    /// <summary>How many of the lines $3 are rows that can be skipped.</summary>
    public const string CountLines = """
        SELECT count(*)::int FROM import_rows WHERE book_id = $1 AND import_id = $2 AND line = ANY($3::int[]) AND import_key IS NOT NULL
        """;

    /// <summary>A person's decision to leave lines ($1) out. What is in the ledger already stays matched: there is nothing to leave out.</summary>
    public const string Skip = """
        WITH left_alone AS (
            UPDATE matched SET outcome = 7 WHERE outcome = 4 AND line = ANY($1::int[])
        )
        INSERT INTO matched (line, outcome)
        SELECT DISTINCT s.line, 7 FROM unnest($1::int[]) s (line) WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = s.line)
        """;

    /// <summary>The proposed accounts ($2 ids, $3 names, $4 kinds, $5 currencies, $6 now) that rows will be created in; an account of skipped rows only is not made.</summary>
    public const string CreateAccounts = """
        INSERT INTO accounts (book_id, id, name, kind, currency, opening_balance, in_net_worth, created_at)
        SELECT $1, p.id, p.name, p.kind, p.currency, 0, true, $6
        FROM unnest($2::uuid[], $3::text[], $4::int[], $5::text[]) p (id, name, kind, currency)
        WHERE EXISTS (
            SELECT FROM staged_accounts a JOIN staged_lines s ON s.account_name = a.name AND s.currency = a.currency
            WHERE a.account_id = p.id AND NOT EXISTS (SELECT FROM matched d WHERE d.line = s.line))
        RETURNING id
        """;

    /// <summary>The category names of the rows that will be created.</summary>
    public const string Categories = """
        SELECT DISTINCT s.category, s.subcategory FROM staged_lines s
        WHERE s.category IS NOT NULL AND NOT EXISTS (SELECT FROM matched d WHERE d.line = s.line)
        """;

    /// <summary>Room for what the names mean; an empty subcategory stands for none.</summary>
    public const string CreateCategoryNames = """
        DROP TABLE IF EXISTS pg_temp.staged_categories;
        CREATE TEMP TABLE staged_categories (category text NOT NULL, subcategory text NOT NULL, category_id uuid NOT NULL, PRIMARY KEY (category, subcategory)) ON COMMIT DROP;
        """;

    /// <summary>$1 categories, $2 subcategories, $3 ids.</summary>
    public const string AddCategoryNames =
        "INSERT INTO staged_categories (category, subcategory, category_id) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[])";

    /// <summary>
    /// All new transactions in one statement. A transfer's other side is unknown here, so the row carries its own id. $3 now, $4 the book's base
    /// currency: an amount in another one has no base amount until a rate is known.
    /// </summary>
    public const string CreateTransactions = $"""
        INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, category_id, tags, notes,
                                  status, excluded, transfer_id, import_id, import_line, import_account_id, import_key, bank_id, created_at)
        SELECT $1, n.id, n.account_id, n.date, n.amount, n.currency, CASE WHEN n.currency = $4 THEN n.amount END, n.payee, n.description,
               n.category_id, '{EmptyArray}', n.notes, 1, n.excluded, CASE WHEN n.transfer THEN n.id END, $2, n.line, n.account_id, n.import_key,
               n.bank_id, $3
        FROM (
            SELECT r.line, {TransactionIdSql.OfRow} AS id, a.account_id, r.date, r.amount, r.currency, r.payee, r.description, r.notes,
                   r.excluded, r.transfer, r.import_key, r.bank_id, c.category_id
            FROM staged_lines r
            JOIN staged_accounts a ON a.name = r.account_name AND a.currency = r.currency
            LEFT JOIN staged_categories c ON c.category = r.category AND c.subcategory = coalesce(r.subcategory, '')
            WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = r.line)
            ORDER BY r.line DESC
        ) n
        """;

    /// <summary>What the bank says anew about rows that it named before: text and date. The amount is the same, and what a person added stays.</summary>
    public const string UpdateTransactions = """
        UPDATE transactions t SET payee = s.payee, description = s.description, date = s.date, import_key = s.import_key
        FROM matched d JOIN staged_lines s ON s.line = d.line
        WHERE d.outcome = 4 AND t.book_id = $1 AND t.id = d.transaction_id
        """;

    /// <summary>The counts as they turned out: new, duplicates, suspects, updated. Skipped rows count as what they were; a skipped update leaves a duplicate.</summary>
    public const string Counts = """
        SELECT count(*) FILTER (WHERE d.transaction_id IS NULL AND r.outcome <> 3)::int,
               count(*) FILTER (WHERE d.transaction_id IS NOT NULL AND d.outcome <> 4)::int,
               count(*) FILTER (WHERE d.transaction_id IS NULL AND r.outcome = 3)::int,
               count(*) FILTER (WHERE d.outcome = 4)::int
        FROM import_rows r LEFT JOIN matched d ON d.line = r.line
        WHERE r.book_id = $1 AND r.import_id = $2 AND r.import_key IS NOT NULL
        """;

    /// <summary>Writes back what was decided otherwise than in the preview: usually nothing.</summary>
    public const string WriteBackMatched = """
        UPDATE import_rows r SET outcome = d.outcome, transaction_id = d.transaction_id FROM matched d
        WHERE r.book_id = $1 AND r.import_id = $2 AND r.line = d.line AND (r.outcome, r.transaction_id) IS DISTINCT FROM (d.outcome, d.transaction_id)
        """;

    /// <summary>Rows that the preview found in the ledger and that are not there any more.</summary>
    public const string WriteBackNew = """
        UPDATE import_rows r SET outcome = 1, transaction_id = NULL
        WHERE r.book_id = $1 AND r.import_id = $2 AND r.outcome IN (2, 4) AND NOT EXISTS (SELECT FROM matched d WHERE d.line = r.line)
        """;

    /// <summary>Remembers what the names meant, so that an account is found again under a new name. $2 format.</summary>
    public const string LearnNames = """
        INSERT INTO import_account_names (book_id, format, name, account_id)
        SELECT DISTINCT ON (s.name) $1, $2, s.name, s.account_id
        FROM staged_accounts s JOIN accounts a ON a.book_id = $1 AND a.id = s.account_id
        ORDER BY s.name, s.rows DESC, s.currency
        ON CONFLICT (book_id, format, name) DO UPDATE SET account_id = excluded.account_id
        """;

    /// <summary>Forgets the deletions that the import has taken back: as many of a key and bank id as rows were created with it.</summary>
    public const string ForgetDeleted = """
        WITH made AS (
            SELECT m.account_id, m.import_key, m.bank_id, row_number() OVER (PARTITION BY m.account_id, m.import_key, m.bank_id ORDER BY m.line) AS place
            FROM matching m WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = m.line)
        ), dead AS (
            SELECT t.transaction_id, t.account_id, t.import_key, t.bank_id,
                   row_number() OVER (PARTITION BY t.account_id, t.import_key, t.bank_id ORDER BY t.deleted_at DESC, t.transaction_id) AS place
            FROM import_tombstones t WHERE t.book_id = $1
        )
        DELETE FROM import_tombstones t USING dead, made
        WHERE t.book_id = $1 AND t.transaction_id = dead.transaction_id AND dead.account_id = made.account_id
          AND (dead.bank_id = made.bank_id
               OR dead.import_key = made.import_key AND dead.bank_id IS NOT DISTINCT FROM made.bank_id AND dead.place = made.place)
        """;

    private const string EmptyArray = "{}";
}
