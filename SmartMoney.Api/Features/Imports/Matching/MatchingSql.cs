namespace SmartMoney.Api.Features.Imports.Matching;

/// <summary>
/// The duplicate rules of <see cref="Domain.Importing.Matching.DuplicateRules"/> over whole tables, step by step in the
/// same order. Everything joins by index or hash on account and bank id, account and key, or account, amount and week.
/// </summary>
internal static class MatchingSql
{
    /// <summary>
    /// The rows to match, what the ledger knows of their keys, and the decisions. A row is bound when its bank id occurs
    /// once in the file within its account. Rows of accounts that are yet to be made match nothing. The keys make every plan a
    /// good one: what the planner believes of import_rows and transactions is from before a large import, and without keys
    /// it then joins 100,000 rows with 100,000 in loops.
    /// </summary>
    public const string Create = """
        DROP TABLE IF EXISTS pg_temp.matching, pg_temp.known, pg_temp.matched, pg_temp.left_over, pg_temp.resembling, pg_temp.resembled;
        CREATE TEMP TABLE matching (
            line int NOT NULL, account_id uuid NOT NULL, date date NOT NULL, amount bigint NOT NULL, import_key uuid NOT NULL,
            bank_id text, bound boolean NOT NULL, funded boolean NOT NULL
        ) ON COMMIT DROP;
        CREATE TEMP TABLE known (
            id uuid NOT NULL, account_id uuid NOT NULL, import_key uuid NOT NULL, has_id boolean NOT NULL, place int NOT NULL, with_id int NOT NULL
        ) ON COMMIT DROP;
        CREATE TEMP TABLE matched (line int PRIMARY KEY, outcome smallint NOT NULL, transaction_id uuid, similar_id uuid) ON COMMIT DROP;
        CREATE INDEX ON matched (transaction_id);
        WITH rows AS (
            SELECT s.line, a.account_id, s.date, s.amount, s.import_key, s.bank_id
            FROM staged_lines s JOIN staged_accounts a ON a.name = s.account_name AND a.currency = s.currency
            WHERE s.outcome = 1 AND a.account_id IS NOT NULL AND NOT a.is_new
        ), repeated AS (
            SELECT account_id, bank_id FROM rows WHERE bank_id IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1
        )
        INSERT INTO matching (line, account_id, date, amount, import_key, bank_id, bound, funded)
        SELECT r.line, r.account_id, r.date, r.amount, r.import_key, r.bank_id, r.bank_id IS NOT NULL AND repeated.bank_id IS NULL, f.line IS NOT NULL
        FROM rows r LEFT JOIN repeated ON repeated.account_id = r.account_id AND repeated.bank_id = r.bank_id
        LEFT JOIN (SELECT DISTINCT line FROM staged_legs WHERE NOT paired) f ON f.line = r.line;
        ANALYZE matching;
        """;

    /// <summary>
    /// The book's own export: rows whose id is a transaction's are there, whatever has become since of them, of their account's name too. $1 book.
    /// </summary>
    public const string ByOwnId = """
        INSERT INTO matched (line, outcome, transaction_id)
        SELECT s.line, 2, t.id
        FROM (SELECT min(line) AS line, bank_id FROM staged_lines WHERE outcome = 1 AND bank_id IS NOT NULL GROUP BY bank_id HAVING count(*) = 1) s
        JOIN transactions t ON t.book_id = $1 AND t.id::text = s.bank_id
        """;

    /// <summary>
    /// Rule 1, by the bank's own id: the row with the same key, else the one with the same amount, whose text or date the bank
    /// has changed. $1 book, $2 whether rows deleted on purpose may come back.
    /// </summary>
    public const string ById = $"""
        INSERT INTO matched (line, outcome, transaction_id)
        SELECT DISTINCT ON (m.line) m.line, CASE WHEN k.import_key = m.import_key OR k.deleted OR k.alias THEN 2 ELSE 4 END, k.id
        FROM matching m
        JOIN ({Imported}) k ON k.account_id = m.account_id AND k.bank_id = m.bank_id
        WHERE m.bound AND NOT EXISTS (SELECT FROM matched d WHERE d.line = m.line) AND (k.import_key = m.import_key OR k.amount = m.amount)
        ORDER BY m.line, (k.import_key = m.import_key) DESC, k.deleted, k.id
        """;

    /// <summary>What was imported before under the keys of the rows that are left, numbered. $1 book, $2 as above.</summary>
    public const string Known = $"""
        INSERT INTO known (id, account_id, import_key, has_id, place, with_id)
        SELECT k.id, k.account_id, k.import_key, k.bank_id IS NOT NULL,
               row_number() OVER (PARTITION BY k.account_id, k.import_key, k.bank_id IS NULL ORDER BY k.deleted, f.line IS NOT NULL, k.id),
               count(k.bank_id) OVER (PARTITION BY k.account_id, k.import_key)
        FROM (SELECT DISTINCT account_id, import_key FROM matching m WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = m.line)) m
        JOIN (SELECT DISTINCT ON (id, account_id, import_key) * FROM ({Imported}) i ORDER BY id, account_id, import_key, bank_id NULLS LAST) k
          ON k.account_id = m.account_id AND k.import_key = m.import_key
        LEFT JOIN (SELECT DISTINCT import_id, line FROM import_legs WHERE book_id = $1 AND NOT paired) f ON f.import_id = k.import_id AND f.line = k.line
        WHERE NOT EXISTS (SELECT FROM matched d WHERE d.transaction_id = k.id)
        """;

    /// <summary>
    /// Rule 2, by counting: the nth row of a key in the file is the nth that was imported. Rows without an id of their own take
    /// the imported rows that have one first; bound rows take only those that have none, and go before the others there.
    /// </summary>
    public const string ByCount = """
        INSERT INTO matched (line, outcome, transaction_id)
        SELECT m.line, 2, k.id
        FROM (SELECT m.line, m.account_id, m.import_key, m.bound, g.with_id,
                     row_number() OVER (PARTITION BY m.account_id, m.import_key, m.bound
                                        ORDER BY m.bank_id IS NULL, m.funded, m.bank_id COLLATE "C", m.line) AS place,
                     count(*) FILTER (WHERE m.bound) OVER (PARTITION BY m.account_id, m.import_key) AS bounds
              FROM matching m
              JOIN (SELECT DISTINCT account_id, import_key, with_id FROM known) g ON g.account_id = m.account_id AND g.import_key = m.import_key
              WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = m.line)) m
        JOIN known k ON k.account_id = m.account_id AND k.import_key = m.import_key
         AND k.has_id = (NOT m.bound AND m.place <= m.with_id)
         AND k.place = CASE WHEN m.bound OR m.place <= m.with_id THEN m.place ELSE m.bounds + m.place - m.with_id END
        """;

    /// <summary>After a step that decided something, so that the next one's plan knows how many are left.</summary>
    public const string Analyze = "ANALYZE matched";

    // What the ledger knows of its rows' origins: the import that made a row, the others that told of it too, and rows deleted on
    // purpose. Matching goes on in the account that a row was imported into, wherever it was moved since.
    private const string Imported = """
        SELECT id, import_account_id AS account_id, import_key, bank_id, amount, false AS deleted, false AS alias, import_id, import_line AS line
        FROM transactions WHERE book_id = $1 AND import_key IS NOT NULL
        UNION ALL
        SELECT transaction_id, account_id, import_key, bank_id, amount,
               NOT EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.id = transaction_id), true, import_id, line
        FROM import_aliases WHERE book_id = $1 AND (NOT $2 OR EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.id = transaction_id))
        UNION ALL
        SELECT transaction_id, account_id, import_key, bank_id, amount, true, false, NULL, NULL FROM import_tombstones WHERE book_id = $1 AND NOT $2
        """;
}
