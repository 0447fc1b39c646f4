
namespace SmartMoney.Api.Features.Transfers;

/// <summary>The SQL of transfers between own accounts. $1 is the book.</summary>
internal static class TransferSql
{
    /// <summary>How far apart the two sides of a transfer may be, in days: a weekend and a day.</summary>
    public const string Days = "4";

    /// <summary>The rows of import $2.</summary>
    public const string OfImport = "t.import_id = $2";

    /// <summary>The rows $2.</summary>
    public const string OfRows = "t.id = ANY($2::uuid[])";

    /// <summary>
    /// Remembers what rows that came in or changed may be the other side of: opposite amounts of one currency in two accounts,
    /// a few days apart, and something that says so: a file that calls its row a transfer, an account's name in the other row's text, or words
    /// such as 振込 in both. The side of incoming money, which is the rarer, is laid out over the days, so that all joins are equalities.
    /// </summary>
    /// <param name="which">Which rows, as a condition on <c>t</c>.</param>
    public static string Find(string which) => $"""
        WITH fresh AS MATERIALIZED (
            SELECT {Side} FROM transactions t WHERE t.book_id = $1 AND {which} AND {Unpaired("t")}
        ), period AS MATERIALIZED (
            SELECT min(date) - {Days} AS since, max(date) + {Days} AS until FROM fresh
        ), pairs AS (
            SELECT o.id AS out_id, i.id AS in_id, o.account_id AS out_account, i.account_id AS in_account, o.text AS out_text, i.text AS in_text,
                   o.marked AS out_marked, i.marked AS in_marked, abs(i.date - o.date) AS days, (o.categorised OR i.categorised)::int AS categorised
            FROM (SELECT f.*, f.date + days AS other_date FROM fresh f CROSS JOIN generate_series(-{Days}, {Days}) days WHERE f.amount > 0) i
            JOIN (SELECT {Side} FROM transactions t WHERE t.book_id = $1 AND t.amount < 0 AND {InPeriod} AND {Unpaired("t")}) o
              ON o.date = i.other_date AND o.amount = -i.amount AND o.currency = i.currency AND o.account_id <> i.account_id
            UNION
            SELECT o.id, i.id, o.account_id, i.account_id, o.text, i.text, o.marked, i.marked, abs(i.date - o.date), (o.categorised OR i.categorised)::int
            FROM (SELECT {Side}, t.date + days AS other_date FROM transactions t CROSS JOIN generate_series(-{Days}, {Days}) days
                  WHERE t.book_id = $1 AND t.amount > 0 AND {InPeriod} AND {Unpaired("t")}) i
            JOIN fresh o ON o.amount < 0 AND o.date = i.other_date AND o.amount = -i.amount AND o.currency = i.currency AND o.account_id <> i.account_id
        ), names AS (
            SELECT a.id, n.name FROM accounts a CROSS JOIN LATERAL (
                SELECT lower(normalize(btrim(a.name), NFKC)) AS name
                UNION ALL
                SELECT other FROM (VALUES {OtherNames}) known (name, other) WHERE strpos(lower(normalize(a.name, NFKC)), known.name) > 0
            ) n WHERE a.book_id = $1 AND length(n.name) >= 3
        ), judged AS (
            SELECT p.*, out_marked::int + in_marked::int AS marks,
                   EXISTS (SELECT FROM names n WHERE n.id = p.in_account AND strpos(p.out_text, n.name) > 0)
                   OR EXISTS (SELECT FROM names n WHERE n.id = p.out_account AND strpos(p.in_text, n.name) > 0) AS named,
                   (out_marked OR out_text ~ '{Words}') AND (in_marked OR in_text ~ '{Words}') AS worded
            FROM pairs p
        ), scored AS (
            SELECT out_id, in_id, CASE
                       WHEN marks = 2 AND named THEN 99 WHEN marks = 2 THEN 95 WHEN marks = 1 AND named THEN 92 WHEN marks = 1 AND worded THEN 85
                       WHEN named THEN 75 WHEN marks = 1 THEN 65 ELSE 60
                   END - 4 * days - 10 * categorised AS confidence,
                   CASE WHEN marks = 2 THEN 'BothMarked' WHEN marks = 1 AND named THEN 'MarkedAndNamed' WHEN marks = 1 AND worded THEN 'MarkedAndWorded'
                        WHEN marks = 1 THEN 'Marked' WHEN named THEN 'Named' ELSE 'Worded' END AS reason
            FROM judged WHERE marks > 0 OR named OR worded
        )
        INSERT INTO transfer_candidates (book_id, out_id, in_id, confidence, reason)
        SELECT $1, out_id, in_id, confidence, reason FROM scored
        ON CONFLICT (book_id, out_id, in_id) DO UPDATE SET confidence = excluded.confidence, reason = excluded.reason
        WHERE (transfer_candidates.confidence, transfer_candidates.reason) IS DISTINCT FROM (excluded.confidence, excluded.reason)
        """;

    /// <summary>$2 rows: forgets what they were suggested with before they changed, but not what a person has dismissed.</summary>
    public const string Forget = """
        DELETE FROM transfer_candidates WHERE book_id = $1 AND (out_id = ANY($2::uuid[]) OR in_id = ANY($2::uuid[])) AND NOT dismissed
        """;

    /// <summary>
    /// The suggestions: of all candidates whose rows are unpaired still, those that are the best of both their rows, so that no row is in two. Of equal ones the
    /// nearest in the file go together.
    /// </summary>
    public static readonly string Best = $"""
        SELECT * FROM (
            SELECT c.out_id, c.in_id, c.confidence, c.reason, o.account_id AS out_account, i.account_id AS in_account, o.date,
                   row_number() OVER (PARTITION BY c.out_id ORDER BY c.confidence DESC, c.in_id) AS of_out,
                   row_number() OVER (PARTITION BY c.in_id ORDER BY c.confidence DESC, c.out_id) AS of_in
            FROM transfer_candidates c
            JOIN transactions o ON o.book_id = c.book_id AND o.id = c.out_id
            JOIN transactions i ON i.book_id = c.book_id AND i.id = c.in_id
            WHERE c.book_id = $1 AND NOT c.dismissed AND {Unpaired("o")} AND {Unpaired("i")} AND o.amount = -i.amount AND o.currency = i.currency
              AND o.account_id <> i.account_id AND abs(o.date - i.date) <= {Days}
        ) ranked WHERE of_out = 1 AND of_in = 1
        """;

    /// <summary>$2 how many.</summary>
    public static readonly string Suggestions = $"SELECT out_id, in_id, confidence, reason FROM ({Best}) s ORDER BY confidence DESC, date DESC, out_id LIMIT $2";

    /// <summary>The suggestions by accounts.</summary>
    public static readonly string Kinds = $"SELECT out_account, in_account, count(*)::int FROM ({Best}) s GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2";

    /// <summary>Makes transfers of the suggestions from account $2 to account $3, null for any.</summary>
    public static readonly string Confirm = Pair($"""
        SELECT out_id, in_id FROM ({Best}) s
        WHERE ($2::uuid IS NULL OR out_account = $2) AND ($3::uuid IS NULL OR in_account = $3)
        """);

    /// <summary>Makes transfers of the suggestions for which there is a rule.</summary>
    public static readonly string FollowRules = Pair($"""
        SELECT out_id, in_id FROM ({Best}) s
        WHERE EXISTS (SELECT FROM transfer_rules r WHERE r.book_id = $1 AND r.from_account_id = out_account AND r.to_account_id = in_account)
        """);

    /// <summary>Makes transfers of the pairs ($2 out, $3 in), which have been checked.</summary>
    public static readonly string PairThese = Pair("SELECT * FROM unnest($2::uuid[], $3::uuid[]) p (out_id, in_id)");

    /// <summary>The pairs ($2 out, $3 in) with what stands against them: one row each.</summary>
    public static readonly string Check = $"""
        SELECT o.id IS NOT NULL, i.id IS NOT NULL, coalesce(o.amount < 0 AND i.amount > 0, false), coalesce(o.account_id <> i.account_id, false),
               coalesce({Unpaired("o")} AND {Unpaired("i")}, false), coalesce(o.currency <> i.currency OR o.amount = -i.amount, false)
        FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY p (out_id, in_id, place)
        LEFT JOIN transactions o ON o.book_id = $1 AND o.id = p.out_id
        LEFT JOIN transactions i ON i.book_id = $1 AND i.id = p.in_id
        ORDER BY p.place
        """;

    /// <summary>Takes transfer $2 apart: each side is what it was before.</summary>
    public const string Part = """
        UPDATE transactions t SET transfer_id = lone_transfer(t)
        WHERE t.book_id = $1 AND t.transfer_id = $2 AND t.id <> $2
        """;

    /// <summary>The pairs ($2 out, $3 in) are not to be suggested again.</summary>
    public const string Dismiss = """
        UPDATE transfer_candidates c SET dismissed = true
        FROM unnest($2::uuid[], $3::uuid[]) p (out_id, in_id)
        WHERE c.book_id = $1 AND c.out_id = p.out_id AND c.in_id = p.in_id AND NOT c.dismissed
        """;

    /// <summary>$2 id, $3 from, $4 to, $5 now.</summary>
    public const string AddRule = """
        INSERT INTO transfer_rules (book_id, id, from_account_id, to_account_id, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (book_id, from_account_id, to_account_id) DO NOTHING
        """;

    /// <summary>All rules, in the order in which they were made.</summary>
    public const string Rules = "SELECT id, from_account_id, to_account_id, created_at FROM transfer_rules WHERE book_id = $1 ORDER BY created_at, id";

    /// <summary>$2 rule.</summary>
    public const string DropRule = "DELETE FROM transfer_rules WHERE book_id = $1 AND id = $2";

    // The words that statements use for money between own accounts; texts are compared in lower case and compatibility forms.
    private const string Words = "振込|振替|チャージ|入金|出金|引出|引き出し|預入|預け入れ|送金|引落|口座間|atm|top-?up|transfer|withdraw|deposit|カード";

    // How banks write the names of wallets and cards.
    private const string OtherNames = "('paypay', 'ペイペイ'), ('suica', 'スイカ'), ('pasmo', 'パスモ'), ('楽天', 'ラクテン'), ('三井住友', 'ミツイスミトモ'), ('ゆうちょ', 'ユウチヨ')";

    private const string Side = """
        t.id, t.account_id, t.date, t.amount, t.currency, t.search_text AS text, coalesce(t.transfer_id = t.id, false) AS marked,
        t.category_id IS NOT NULL AS categorised
        """;

    // As values, so that the index by date serves however the rest is joined.
    private const string InPeriod = "t.date BETWEEN (SELECT since FROM period) AND (SELECT until FROM period)";

    private static string Unpaired(string row) => $"NOT {row}.excluded AND ({row}.transfer_id IS NULL OR {row}.transfer_id = {row}.id)";

    // The two sides get an id that is neither's own.
    private static string Pair(string pairs) => $"""
        WITH chosen AS MATERIALIZED (
            SELECT p.*, gen_random_uuid() AS transfer FROM ({pairs}) p
        )
        UPDATE transactions t SET transfer_id = s.transfer
        FROM (SELECT out_id AS id, transfer FROM chosen UNION ALL SELECT in_id, transfer FROM chosen) s
        WHERE t.book_id = $1 AND t.id = s.id
        """;
}
