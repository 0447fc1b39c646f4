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
    public const string CreateAccounts = $"""
        INSERT INTO accounts (book_id, id, name, kind, currency, opening_balance, in_net_worth, created_at)
        SELECT $1, p.id, p.name, p.kind, p.currency, 0, true, $6
        FROM unnest($2::uuid[], $3::text[], $4::int[], $5::text[]) p (id, name, kind, currency)
        WHERE EXISTS (
            SELECT FROM staged_accounts a JOIN staged_lines s ON s.account_name = a.name AND s.currency = a.currency
            WHERE a.account_id = p.id AND NOT EXISTS (SELECT FROM matched d WHERE d.line = s.line)
            UNION ALL
            SELECT FROM staged_accounts a JOIN staged_legs l ON l.account_name = a.name AND l.currency = a.currency
            WHERE a.account_id = p.id AND {MadeLegs})
        RETURNING id
        """;

    /// <summary>
    /// A person's decision that lines ($1, or all suspected ones where $4) are the very transactions that they resemble: to the matching they
    /// are duplicates, and the same goes for their legs. $2 book, $3 import.
    /// </summary>
    public const string Same = """
        INSERT INTO matched (line, outcome, transaction_id)
        SELECT DISTINCT ON (r.similar_id) r.line, 2, r.similar_id
        FROM import_rows r JOIN transactions t ON t.book_id = $2 AND t.id = r.similar_id
        WHERE r.book_id = $2 AND r.import_id = $3 AND r.outcome = 3 AND ($4 OR r.line = ANY($1::int[]))
          AND NOT EXISTS (SELECT FROM matched d WHERE d.line = r.line OR d.transaction_id = r.similar_id)
        ORDER BY r.similar_id, r.line
        """;

    /// <summary>The legs of all other lines than $1 (of none where $3), and those whose lookalike is gone, are created. $2 book.</summary>
    public const string NotSameLegs = """
        UPDATE staged_legs l SET similar_id = NULL
        WHERE l.similar_id IS NOT NULL
          AND NOT (($3 OR l.line = ANY($1::int[])) AND EXISTS (SELECT FROM transactions t WHERE t.book_id = $2 AND t.id = l.similar_id))
        """;

    /// <summary>How many of the lines $3 the preview did not suspect.</summary>
    public const string CountNotSuspected = """
        SELECT count(*)::int FROM unnest($3::int[]) s (line)
        WHERE NOT EXISTS (SELECT FROM import_rows r WHERE r.book_id = $1 AND r.import_id = $2 AND r.line = s.line AND r.outcome = 3)
        """;

    /// <summary>
    /// The lines whose transaction another format, or a person, brought into the ledger, and that this format tells of for the first time.
    /// Not those that carry the transaction's own id: an export of this book says what it was then, and has nothing to add.
    /// $1 book, $2 import, $3 format.
    /// </summary>
    public const string Adopt = """
        DROP TABLE IF EXISTS pg_temp.adopted;
        CREATE TEMP TABLE adopted (line int PRIMARY KEY, transaction_id uuid NOT NULL, plain boolean NOT NULL) ON COMMIT DROP;
        """;

    /// <inheritdoc cref="Adopt"/>
    public const string FindAdopted = """
        INSERT INTO adopted (line, transaction_id, plain)
        SELECT d.line, d.transaction_id, coalesce(t.version = 1 AND i.format = ANY($4::text[]), false)
        FROM matched d
        JOIN staged_lines s ON s.line = d.line
        JOIN transactions t ON t.book_id = $1 AND t.id = d.transaction_id AND t.id::text IS DISTINCT FROM s.bank_id
        LEFT JOIN imports i ON i.book_id = $1 AND i.id = t.import_id
        WHERE d.outcome = 2 AND i.format IS DISTINCT FROM $3
          AND NOT EXISTS (SELECT FROM import_aliases a JOIN imports ai ON ai.book_id = a.book_id AND ai.id = a.import_id
                          WHERE a.book_id = $1 AND a.transaction_id = d.transaction_id AND ai.format = $3)
        """;

    /// <summary>Remembers under which key this format knows them, so that its next file finds them again. $1 book, $2 import.</summary>
    public const string KeepAliases = """
        INSERT INTO import_aliases (book_id, import_id, line, account_id, import_key, bank_id, amount, transaction_id)
        SELECT $1, $2, s.line, a.account_id, s.import_key, s.bank_id, s.amount, d.transaction_id
        FROM adopted d JOIN staged_lines s ON s.line = d.line JOIN staged_accounts a ON a.name = s.account_name AND a.currency = s.currency
        """;

    /// <summary>
    /// What the file adds to transactions that were there: a category where there was none (or only what a format without categories
    /// guessed, untouched since), and that a row without a category is a transfer or does not count. $1 book. Returns the ids of what changed.
    /// </summary>
    public const string Enrich = """
        UPDATE transactions t
        SET category_id = n.category_id, excluded = n.excluded, transfer_id = n.transfer_id
        FROM (
            SELECT o.id, CASE WHEN o.category_id IS NULL OR d.plain THEN coalesce(p.category_id, c.category_id, o.category_id) ELSE o.category_id END AS category_id,
                   o.excluded OR s.excluded AND (o.category_id IS NULL OR d.plain) AS excluded,
                   coalesce(o.transfer_id, CASE WHEN s.transfer AND o.category_id IS NULL THEN o.id END) AS transfer_id
            FROM adopted d JOIN staged_lines s ON s.line = d.line JOIN transactions o ON o.book_id = $1 AND o.id = d.transaction_id
            LEFT JOIN staged_categories c ON c.category = s.category AND c.subcategory = coalesce(s.subcategory, '')
            LEFT JOIN staged_rules p ON p.payee = o.payee
        ) n
        WHERE t.book_id = $1 AND t.id = n.id
          AND (t.category_id, t.excluded, t.transfer_id) IS DISTINCT FROM (n.category_id, n.excluded, n.transfer_id)
        RETURNING t.id
        """;

    /// <summary>The legs of the rows that were created or adopted, but those that a person took for transactions that are there. $3 now, $4 base currency.</summary>
    public static readonly string CreateLegs = $"""
        INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, category_id, tags, notes,
                                  status, excluded, transfer_id, import_id, import_line, created_at)
        SELECT $1, n.id, n.account_id, n.date, n.amount, n.currency, CASE WHEN n.currency = $4 THEN n.amount END, n.payee, '', NULL,
               '{EmptyArray}', '', 1, false, CASE WHEN n.paired THEN n.pair ELSE n.id END, $2, n.line, $3
        FROM (
            SELECT {TransactionIdSql.OfLeg("l.part")} AS id, {TransactionIdSql.OfPair} AS pair, l.paired, a.account_id, r.date, l.amount, l.currency, l.payee, l.line
            FROM staged_legs l
            JOIN staged_lines r ON r.line = l.line
            JOIN staged_accounts a ON a.name = l.account_name AND a.currency = l.currency
            WHERE {MadeLegs}
        ) n
        """;

    /// <summary>
    /// Pairs the two sides of each record where one of them was in the ledger: it takes the other's transfer id unless it is paired by now. $1 book, $2 import.
    /// </summary>
    public static readonly string PairSides = $"""
        UPDATE transactions t SET transfer_id = n.pair
        FROM (
            SELECT d.transaction_id AS id, {TransactionIdSql.OfPair} AS pair
            FROM adopted d JOIN staged_lines r ON r.line = d.line JOIN staged_legs l ON l.line = d.line AND l.paired
            UNION
            SELECT l.similar_id, {TransactionIdSql.OfPair}
            FROM staged_legs l JOIN staged_lines r ON r.line = l.line
            LEFT JOIN matched d ON d.line = l.line
            WHERE l.paired AND l.similar_id IS NOT NULL AND (d.line IS NULL OR EXISTS (SELECT FROM adopted p WHERE p.line = l.line))
        ) n
        WHERE t.book_id = $1 AND t.id = n.id AND (t.transfer_id IS NULL OR t.transfer_id = t.id)
        """;

    /// <summary>A side whose other side turned out to be paired with something else stands alone. $1 book, $2 import.</summary>
    public const string PartHalves = """
        UPDATE transactions t SET transfer_id = t.id
        WHERE t.book_id = $1 AND t.import_id = $2 AND t.transfer_id <> t.id
          AND NOT EXISTS (SELECT FROM transactions o WHERE o.book_id = $1 AND o.transfer_id = t.transfer_id AND o.id <> t.id)
        """;

    /// <summary>The category names of the rows that will be created, or that add to what is there, and whether most of them are money in.</summary>
    public const string Categories = """
        SELECT s.category, s.subcategory, sum(sign(s.amount)) > 0 FROM staged_lines s
        WHERE s.category IS NOT NULL
          AND (NOT EXISTS (SELECT FROM matched d WHERE d.line = s.line) OR EXISTS (SELECT FROM adopted a WHERE a.line = s.line))
        GROUP BY 1, 2 ORDER BY 1, 2 NULLS FIRST
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
    /// All new transactions in one statement. A transfer whose other side the file does not tell carries its own id. $3 now, $4 the book's base
    /// currency: an amount in another one has no base amount until a rate is known.
    /// </summary>
    public static readonly string CreateTransactions = $"""
        INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, category_id, tags, notes,
                                  status, excluded, transfer_id, import_id, import_line, import_account_id, import_key, bank_id, created_at)
        SELECT $1, n.id, n.account_id, n.date, n.amount, n.currency, CASE WHEN n.currency = $4 THEN n.amount END, n.payee, n.description,
               n.category_id, coalesce(n.tags, '{EmptyArray}'), n.notes, 1, n.excluded, CASE WHEN n.paired THEN n.pair WHEN n.transfer THEN n.id END, $2, n.line, n.account_id, n.import_key,
               n.bank_id, $3
        FROM (
            SELECT r.line, {TransactionIdSql.OfRow} AS id, a.account_id, r.date, r.amount, r.currency, r.payee, r.description, r.notes, r.tags,
                   r.excluded, r.transfer, r.import_key, r.bank_id, p.line IS NOT NULL AS paired,
                   CASE WHEN p.line IS NULL AND NOT r.transfer THEN coalesce(rule.category_id, c.category_id) ELSE c.category_id END AS category_id,
                   CASE WHEN p.line IS NOT NULL THEN {TransactionIdSql.OfPair} END AS pair
            FROM staged_lines r
            LEFT JOIN (SELECT DISTINCT line FROM staged_legs WHERE paired) p ON p.line = r.line
            JOIN staged_accounts a ON a.name = r.account_name AND a.currency = r.currency
            LEFT JOIN staged_categories c ON c.category = r.category AND c.subcategory = coalesce(r.subcategory, '')
            LEFT JOIN staged_rules rule ON rule.payee = r.payee
            WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = r.line)
            ORDER BY r.line DESC
        ) n
        """;

    /// <summary>A line that updates a row, if there is one.</summary>
    public const string Updated = "SELECT line FROM matched WHERE outcome = 4 LIMIT 1";

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
        INSERT INTO import_account_names (book_id, format, name, currency, account_id)
        SELECT $1, $2, s.name, s.currency, s.account_id
        FROM staged_accounts s JOIN accounts a ON a.book_id = $1 AND a.id = s.account_id
        ON CONFLICT (book_id, format, name, currency) DO UPDATE SET account_id = excluded.account_id
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

    // Of leg l: its row is created, or the ledger's own and new to this format; and the leg is not the ledger's own.
    private const string MadeLegs = """
        l.similar_id IS NULL
        AND (NOT EXISTS (SELECT FROM matched d WHERE d.line = l.line) OR EXISTS (SELECT FROM adopted p WHERE p.line = l.line))
        """;

    private const string EmptyArray = "{}";
}
