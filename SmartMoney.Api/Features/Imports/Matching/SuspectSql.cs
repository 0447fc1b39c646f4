using SmartMoney.Api.Features.Imports.Reading;

namespace SmartMoney.Api.Features.Imports.Matching;

/// <summary>
/// What <see cref="Domain.Importing.Matching.Suspects"/> pairs: the rows of a file that <see cref="MatchingSql"/> left undecided, and the rows of the ledger that they may be.
/// </summary>
internal static class SuspectSql
{
    /// <summary>
    /// Rule 4, first step: the rows and legs that are left, each at a place of its own (8 × line + part, the row itself being part 0) and with what the
    /// file says of it: a transfer, none because it has a category, or nothing.
    /// </summary>
    public const string Resembling = """
        CREATE TEMP TABLE left_over (
            place int NOT NULL, account_id uuid NOT NULL, amount bigint NOT NULL, date date NOT NULL, has_id boolean NOT NULL, transfer boolean,
            funded boolean NOT NULL, text text NOT NULL
        ) ON COMMIT DROP;
        CREATE TEMP TABLE resembled (place int NOT NULL, id uuid NOT NULL) ON COMMIT DROP;
        CREATE TEMP TABLE resembling (
            id uuid NOT NULL, account_id uuid NOT NULL, amount bigint NOT NULL, date date NOT NULL, transfer boolean, any_id boolean NOT NULL,
            free boolean NOT NULL, funded boolean NOT NULL, first date, last date, seen datemultirange NOT NULL, text text NOT NULL
        ) ON COMMIT DROP;
        """;

    /// <inheritdoc cref="Resembling"/>
    /// <remarks>$1 and $2 the pairs of category names that say no more than that money moved on.</remarks>
    public const string LeftOver = """
        INSERT INTO left_over (place, account_id, amount, date, has_id, transfer, funded, text)
        SELECT m.line * 8, m.account_id, m.amount, m.date, m.bank_id IS NOT NULL,
               CASE WHEN s.transfer THEN true WHEN s.category IS NOT NULL AND NOT EXISTS (
                   SELECT FROM unnest($1::text[], $2::text[]) c (category, subcategory) WHERE c.category = s.category AND c.subcategory = coalesce(s.subcategory, '')) THEN false END,
               m.funded, concat_ws(' ', s.payee, nullif(s.description, ''))
        FROM matching m JOIN staged_lines s ON s.line = m.line WHERE NOT EXISTS (SELECT FROM matched d WHERE d.line = m.line)
        UNION ALL
        SELECT l.line * 8 + l.part, a.account_id, l.amount, s.date, false, true, false, l.payee
        FROM staged_legs l JOIN staged_lines s ON s.line = l.line
        JOIN staged_accounts a ON a.name = l.account_name AND a.currency = l.currency
        WHERE l.paired AND a.account_id IS NOT NULL AND NOT a.is_new AND NOT EXISTS (SELECT FROM matched d WHERE d.line = l.line)
        """;

    /// <summary>The pairs of category names of the rows to match.</summary>
    public const string CategoryNames = "SELECT DISTINCT category, coalesce(subcategory, '') FROM staged_lines WHERE category IS NOT NULL";

    /// <summary>
    /// Rule 4, second step: the unmatched ledger rows of the same account and amount around their days, with the records that told of them. What this format
    /// told of counts only on days that this file covers, and not as the leg of a record that is known. $1 book, $2 days, $3 format, $4 formats kept by hand.
    /// </summary>
    public static readonly string FindResembling = $"""
        INSERT INTO resembling (id, account_id, amount, date, transfer, any_id, free, funded, first, last, seen, text)
        WITH near AS MATERIALIZED (
            SELECT t.id, t.account_id, t.amount, t.date, t.import_id, t.import_line, t.import_key, t.bank_id, concat_ws(' ', t.payee, nullif(t.description, '')) AS text,
                   CASE WHEN t.transfer_id IS NOT NULL THEN true WHEN c.id IS NOT NULL AND coalesce(c.built_in NOT LIKE 'cash-card%', true) THEN false END AS transfer,
                   coalesce(whole.first, own.first) AS first, coalesce(whole.last, own.last) AS last, $3 = ANY($4::text[]) AS by_hand
            FROM (SELECT account_id, min(date) - $2::int AS since, max(date) + $2::int AS until FROM left_over GROUP BY 1) w
            JOIN transactions t ON t.book_id = $1 AND t.account_id = w.account_id AND t.date BETWEEN w.since AND w.until
            LEFT JOIN categories c ON c.book_id = $1 AND c.id = t.category_id
            LEFT JOIN (SELECT account_id, min(date) AS first, max(date) AS last FROM matching GROUP BY 1) own ON own.account_id = t.account_id
            LEFT JOIN (SELECT min(date) AS first, max(date) AS last FROM staged_lines WHERE outcome = 1) whole ON $3 = ANY($4::text[])
            WHERE (t.account_id, t.amount) IN (SELECT account_id, amount FROM left_over)
              AND NOT EXISTS (SELECT FROM matched d WHERE d.transaction_id = t.id)
        ), told AS (
            SELECT id, import_id, import_line AS line, import_key IS NULL AS leg, bank_id, first, last FROM near WHERE import_id IS NOT NULL
            UNION ALL
            SELECT n.id, a.import_id, a.line, false, a.bank_id, n.first, n.last
            FROM near n JOIN import_aliases a ON a.book_id = $1 AND a.transaction_id = n.id
        ), records AS MATERIALIZED (
            SELECT o.id, o.import_id, i.format = $3 AS same, o.bank_id, CASE WHEN i.format <> ALL($4::text[]) THEN r.account_name END AS account_name,
                   i.format = $3 AND r.date BETWEEN o.first AND o.last AND NOT (o.leg AND (
                       EXISTS (SELECT FROM matched d WHERE d.transaction_id = {TransactionIdSql.Of("o.import_id", "o.line")})
                       OR EXISTS (SELECT FROM import_aliases a JOIN matched d ON d.transaction_id = a.transaction_id
                                  WHERE a.book_id = $1 AND a.import_id = o.import_id AND a.line = o.line))) AS missing,
                   o.leg, EXISTS (SELECT FROM import_legs l WHERE l.book_id = $1 AND l.import_id = o.import_id AND l.line = o.line AND NOT l.paired) AS funded
            FROM told o
            JOIN imports i ON i.book_id = $1 AND i.id = o.import_id
            JOIN import_rows r ON r.book_id = $1 AND r.import_id = o.import_id AND r.line = o.line
        ), spans AS (
            SELECT import_id, account_name, min(date) AS first, max(date) AS last
            FROM import_rows
            WHERE book_id = $1 AND import_id IN (SELECT import_id FROM records WHERE NOT same AND account_name IS NOT NULL) AND import_key IS NOT NULL
            GROUP BY 1, 2
        ), known AS (
            SELECT r.id, bool_or(r.same) AS same, bool_or(r.missing) AS missing, bool_or(r.leg AND r.funded) AS unpaired, bool_or(r.funded) AS funded,
                   bool_or(r.same AND r.bank_id IS NOT NULL) AS has_id, bool_and(r.account_name IS NULL) AS by_hand,
                   range_agg(daterange(s.first, s.last, '[]')) FILTER (WHERE NOT r.same AND s.first IS NOT NULL) AS seen
            FROM records r LEFT JOIN spans s ON s.import_id = r.import_id AND s.account_name = r.account_name
            GROUP BY 1
        )
        SELECT n.id, n.account_id, n.amount, n.date, n.transfer, k.id IS NULL OR NOT k.has_id, k.id IS NULL OR k.same OR n.by_hand AND k.by_hand,
               coalesce(k.funded, false), CASE WHEN NOT n.by_hand THEN n.first END, CASE WHEN NOT n.by_hand THEN n.last END,
               coalesce(k.seen, datemultirange()), n.text
        FROM near n LEFT JOIN known k ON k.id = n.id
        WHERE k.id IS NULL OR NOT k.unpaired AND (NOT k.same OR k.missing)
        """;

    /// <summary>The open rows that have a ledger row in reach. $1 days.</summary>
    public const string InReach = """
        SELECT l.place, l.account_id, l.amount, l.date, l.transfer, l.has_id, l.funded, l.text FROM left_over l
        WHERE EXISTS (SELECT FROM resembling r WHERE r.account_id = l.account_id AND r.amount = l.amount AND r.date BETWEEN l.date - $1::int AND l.date + $1::int)
        """;

    /// <summary>What they may be.</summary>
    public const string Resembled = """
        SELECT id, account_id, amount, date, transfer, any_id, free, funded, text, first, last,
               ARRAY(SELECT lower(s) FROM unnest(seen) s ORDER BY 1), ARRAY(SELECT upper(s) - 1 FROM unnest(seen) s ORDER BY 1)
        FROM resembling
        """;

    /// <summary>$1 places, $2 ids: what <see cref="Domain.Importing.Matching.Suspects"/> has found.</summary>
    public const string Resemble = "INSERT INTO resembled (place, id) SELECT * FROM unnest($1::int[], $2::uuid[])";

    /// <summary>Rule 4, last step: a line is suspected when it, or a leg of it, resembles something.</summary>
    public const string Suspect = """
        UPDATE staged_legs l SET similar_id = r.id FROM resembled r WHERE r.place = l.line * 8 + l.part;
        INSERT INTO matched (line, outcome, similar_id)
        SELECT place / 8, 3, (array_agg(id) FILTER (WHERE place % 8 = 0))[1] FROM resembled GROUP BY 1;
        """;
}
