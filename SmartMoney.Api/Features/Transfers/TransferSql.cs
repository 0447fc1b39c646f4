using SmartMoney.Api.Features.Imports.Reading;

namespace SmartMoney.Api.Features.Transfers;

/// <summary>The SQL of transfers between own accounts. $1 is the book.</summary>
internal static class TransferSql
{
    /// <summary>How far apart the two sides of a transfer may be, in days: a weekend and a day.</summary>
    public const string Days = "4";

    /// <summary>The suggestions, each with its accounts: of what waits for a person, the pairs that are the best of both their rows.</summary>
    public static readonly string Best = $"""
        SELECT s.out_id, s.in_id, s.confidence, s.reason, o.account_id AS out_account, i.account_id AS in_account, o.date
        FROM ({Ranked(Open)}) s
        JOIN transactions o ON o.book_id = $1 AND o.id = s.out_id
        JOIN transactions i ON i.book_id = $1 AND i.id = s.in_id
        WHERE of_out = 1 AND of_in = 1
        """;

    /// <summary>
    /// How many suggestions there are among the $2 most certain candidates, and whether there are as many candidates as that: then there may be more suggestions.
    /// Its cost does not grow with the ledger.
    /// </summary>
    public static readonly string Count = $"""
        SELECT count(*) FILTER (WHERE of_out = 1 AND of_in = 1)::int, count(*) = $2
        FROM ({Ranked(Open + " ORDER BY confidence DESC, out_id, in_id LIMIT $2")}) s
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

    /// <summary>
    /// A purchase that a card paid through a wallet: once the card's row is paired with what came into the wallet, it is a transfer, and what it was for belongs to
    /// the wallet's payment, unless that has a category of its own. $2 change set whose transfers to look at, $3 formats whose categories are guesses.
    /// </summary>
    public static readonly string PassCategoriesOn = $"""
        WITH paid AS MATERIALIZED (
            SELECT l.import_id, l.import_line, o.id, o.category_id
            FROM (SELECT DISTINCT row_id FROM ledger_history WHERE book_id = $1 AND change_id = $2 AND table_name = 'transactions' AND operation = 'UPDATE') h
            JOIN transactions x ON x.book_id = $1 AND x.id = h.row_id AND x.transfer_id <> x.id
            JOIN transactions l ON l.book_id = $1 AND l.transfer_id = x.transfer_id AND l.import_id IS NOT NULL AND l.import_key IS NULL
            JOIN transactions o ON o.book_id = $1 AND o.transfer_id = x.transfer_id AND o.id <> l.id AND o.category_id IS NOT NULL AND {Meant("o")}
        ), payments AS MATERIALIZED (
            SELECT {TransactionIdSql.Of("import_id", "import_line")} AS id, id AS card_id, category_id FROM paid
            UNION ALL
            SELECT a.transaction_id, p.id, p.category_id FROM paid p JOIN import_aliases a ON a.book_id = $1 AND a.import_id = p.import_id AND a.line = p.import_line
        )
        UPDATE transactions p SET category_id = n.category_id
        FROM (
            SELECT DISTINCT ON (b.id) b.id, y.category_id
            FROM payments y
            JOIN transactions b ON b.book_id = $1 AND b.id = y.id AND b.transfer_id IS NULL
            LEFT JOIN imports i ON i.book_id = $1 AND i.id = b.import_id
            WHERE b.category_id IS NULL OR b.version = 1 AND i.format = ANY($3::text[])
            ORDER BY b.id, y.card_id
        ) n
        WHERE p.book_id = $1 AND p.id = n.id
        """;

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

    /// <summary>That the category of a row, under this alias, says what it was for: one of cash and cards says no more than that money went on.</summary>
    public static string Meant(string row) => $"""
        NOT EXISTS (SELECT FROM categories c WHERE c.book_id = $1 AND c.id = {row}.category_id AND c.built_in LIKE 'cash-card%')
        """;

    /// <summary>That a row, under this alias, counts and is in no transfer of two sides.</summary>
    public static string Unpaired(string row) => $"NOT {row}.excluded AND ({row}.transfer_id IS NULL OR {row}.transfer_id = {row}.id)";

    private const string Open = "SELECT out_id, in_id, confidence, reason FROM transfer_candidates WHERE book_id = $1 AND open AND NOT dismissed";

    // No row is in two suggestions. Of equal ones the nearest in the file go together.
    private static string Ranked(string candidates) => $"""
        SELECT c.*, row_number() OVER (PARTITION BY out_id ORDER BY confidence DESC, in_id) AS of_out,
               row_number() OVER (PARTITION BY in_id ORDER BY confidence DESC, out_id) AS of_in
        FROM ({candidates}) c
        """;

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
