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
            bank_id text, bound boolean NOT NULL
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
        INSERT INTO matching (line, account_id, date, amount, import_key, bank_id, bound)
        SELECT r.line, r.account_id, r.date, r.amount, r.import_key, r.bank_id, r.bank_id IS NOT NULL AND repeated.bank_id IS NULL
        FROM rows r LEFT JOIN repeated ON repeated.account_id = r.account_id AND repeated.bank_id = r.bank_id;
        ANALYZE matching;
        """;

    /// <summary>The book's own export: rows whose id is a transaction's are there, whatever has become of them since. $1 book.</summary>
    public const string ByOwnId = """
        INSERT INTO matched (line, outcome, transaction_id)
        SELECT m.line, 2, t.id FROM matching m JOIN transactions t ON t.book_id = $1 AND t.id::text = m.bank_id WHERE m.bound
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
               row_number() OVER (PARTITION BY k.account_id, k.import_key, k.bank_id IS NULL ORDER BY k.deleted, k.id),
               count(k.bank_id) OVER (PARTITION BY k.account_id, k.import_key)
        FROM (SELECT DISTINCT account_id, import_key FROM matching m WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = m.line)) m
        JOIN ({Imported}) k ON k.account_id = m.account_id AND k.import_key = m.import_key
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
                                        ORDER BY m.bank_id IS NULL, m.bank_id COLLATE "C", m.line) AS place,
                     count(*) FILTER (WHERE m.bound) OVER (PARTITION BY m.account_id, m.import_key) AS bounds
              FROM matching m
              JOIN (SELECT DISTINCT account_id, import_key, with_id FROM known) g ON g.account_id = m.account_id AND g.import_key = m.import_key
              WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = m.line)) m
        JOIN known k ON k.account_id = m.account_id AND k.import_key = m.import_key
         AND k.has_id = (NOT m.bound AND m.place <= m.with_id)
         AND k.place = CASE WHEN m.bound OR m.place <= m.with_id THEN m.place ELSE m.bounds + m.place - m.with_id END
        """;

    /// <summary>
    /// Rule 4, first step: the rows and legs that are left, each at a place of its own (8 × line + part, the row itself being part 0), and
    /// the unmatched ledger rows of the same account and amount around their days. $1 book, $2 days, $3 format.
    /// </summary>
    public const string Resembling = """
        CREATE TEMP TABLE left_over ON COMMIT DROP AS
        SELECT m.line * 8 AS place, m.account_id, m.amount, m.date, m.bank_id IS NOT NULL AS has_id
        FROM matching m WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = m.line)
        UNION ALL
        SELECT l.line * 8 + l.part, a.account_id, l.amount, s.date, false
        FROM staged_legs l JOIN staged_lines s ON s.line = l.line
        JOIN staged_accounts a ON a.name = l.account_name AND a.currency = l.currency
        WHERE l.paired AND a.account_id IS NOT NULL AND NOT a.is_new AND NOT EXISTS (SELECT FROM matched d WHERE d.line = l.line);
        ANALYZE left_over;
        CREATE TEMP TABLE resembled (place int NOT NULL, id uuid NOT NULL) ON COMMIT DROP;
        CREATE TEMP TABLE resembling (id uuid NOT NULL, account_id uuid NOT NULL, amount bigint NOT NULL, date date NOT NULL, any_id boolean NOT NULL) ON COMMIT DROP;
        """;

    /// <summary>Rule 4, second step. $1 book, $2 days, $3 format.</summary>
    public const string FindResembling = """
        INSERT INTO resembling (id, account_id, amount, date, any_id)
        SELECT k.id, k.account_id, k.amount, k.date, k.bank_id IS NULL OR NOT k.same
        FROM (
            SELECT t.id, t.account_id, t.amount, t.date, t.bank_id, t.payee, t.description, p.first, p.last,
                   t.import_key IS NOT NULL AND (i.format = $3 OR EXISTS (
                       SELECT FROM import_aliases a JOIN imports ai ON ai.book_id = a.book_id AND ai.id = a.import_id
                       WHERE a.book_id = $1 AND a.transaction_id = t.id AND ai.format = $3)) AS same
            FROM (SELECT account_id, min(date) - $2::int AS since, max(date) + $2::int AS until FROM left_over GROUP BY 1) w
            JOIN transactions t ON t.book_id = $1 AND t.account_id = w.account_id AND t.date BETWEEN w.since AND w.until
            LEFT JOIN imports i ON i.book_id = $1 AND i.id = t.import_id
            LEFT JOIN (SELECT account_id, min(date) AS first, max(date) AS last FROM matching GROUP BY 1) p ON p.account_id = t.account_id
            WHERE (t.account_id, t.amount) IN (SELECT account_id, amount FROM left_over)
              AND NOT EXISTS (SELECT FROM matched d WHERE d.transaction_id = t.id)
        ) k
        WHERE NOT k.same OR k.date BETWEEN k.first AND k.last OR NOT EXISTS (
            SELECT FROM left_over l JOIN staged_lines s ON s.line = l.place / 8
            WHERE l.account_id = k.account_id AND l.amount = k.amount AND l.date BETWEEN k.date - $2::int AND k.date + $2::int
              AND lower(normalize(concat_ws(' ', s.payee, nullif(s.description, '')), NFKC)) = lower(normalize(concat_ws(' ', k.payee, nullif(k.description, '')), NFKC)))
        """;

    /// <summary>
    /// Rule 4, for one distance: of each account, amount and day the nth row that is left goes with the nth ledger row that many days from
    /// it. $1 days, $2 whether the rows have an id.
    /// </summary>
    public const string Resemble = """
        WITH taken AS (
            SELECT l.place, r.id
            FROM (SELECT place, account_id, amount, date, row_number() OVER (PARTITION BY account_id, amount, date ORDER BY place) AS nth
                  FROM left_over WHERE has_id = $2) l
            JOIN (SELECT id, account_id, amount, date, row_number() OVER (PARTITION BY account_id, amount, date ORDER BY id) AS nth
                  FROM resembling WHERE any_id OR NOT $2) r
              ON r.account_id = l.account_id AND r.amount = l.amount AND r.date = l.date + $1::int AND r.nth = l.nth
        ), decided AS (
            DELETE FROM left_over l USING taken WHERE l.place = taken.place
        ), gone AS (
            DELETE FROM resembling r USING taken WHERE r.id = taken.id
        )
        INSERT INTO resembled (place, id) SELECT place, id FROM taken
        """;

    /// <summary>Rule 4, last step: a line is suspected when it, or a leg of it, resembles something.</summary>
    public const string Suspect = """
        UPDATE staged_legs l SET similar_id = r.id FROM resembled r WHERE r.place = l.line * 8 + l.part;
        INSERT INTO matched (line, outcome, similar_id)
        SELECT place / 8, 3, (array_agg(id) FILTER (WHERE place % 8 = 0))[1] FROM resembled GROUP BY 1;
        """;

    /// <summary>After a step that decided something, so that the next one's plan knows how many are left.</summary>
    public const string Analyze = "ANALYZE matched";

    // What the ledger knows of its rows' origins: the import that made a row, the others that told of it too, and rows deleted on
    // purpose. Matching goes on in the account that a row was imported into, wherever it was moved since.
    private const string Imported = """
        SELECT id, import_account_id AS account_id, import_key, bank_id, amount, false AS deleted, false AS alias
        FROM transactions WHERE book_id = $1 AND import_key IS NOT NULL
        UNION ALL
        SELECT transaction_id, account_id, import_key, bank_id, amount,
               NOT EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.id = transaction_id), true
        FROM import_aliases WHERE book_id = $1 AND (NOT $2 OR EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.id = transaction_id))
        UNION ALL
        SELECT transaction_id, account_id, import_key, bank_id, amount, true, false FROM import_tombstones WHERE book_id = $1 AND NOT $2
        """;
}
