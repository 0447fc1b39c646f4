using SmartMoney.Api.Data.Model;
using static SmartMoney.Api.Features.Transfers.TransferSql;

namespace SmartMoney.Api.Features.Transfers;

/// <summary>The SQL that finds what may be the two sides of one transfer, and says how sure that is. $1 is the book.</summary>
internal static class TransferSearchSql
{
    /// <summary>The rows of import $2.</summary>
    public const string OfImport = "t.import_id = $2";

    /// <summary>The rows $2.</summary>
    public const string OfRows = "t.id = ANY($2::uuid[])";

    /// <summary>
    /// Remembers what rows that came in or changed may be the other side of: opposite amounts of one currency in two accounts,
    /// a few days apart, and something that says so: a file that calls its row a transfer, an account's name in the other row's text, or words
    /// such as 振込 in both.
    /// <list type="bullet">
    /// <item>A row with a category of spending or income is a side only where a file marks the other and the row's own text names that one's account.</item>
    /// <item>Where a marked row's text says what is on its other side and no account's name agrees, only two marks on one day suffice.</item>
    /// <item>What a wallet says that a card paid goes with a row that names the wallet, since cards write it so, or with one of the same day.</item>
    /// </list>
    /// The side of incoming money, which is the rarer, is laid out over the days, so that all joins are equalities.
    /// </summary>
    /// <param name="which">Which rows, as a condition on <c>t</c>.</param>
    public static string Find(string which) => $"""
        WITH fresh AS MATERIALIZED (
            SELECT {Side} FROM transactions t WHERE t.book_id = $1 AND {which} AND {Unpaired("t")}
        ), period AS MATERIALIZED (
            SELECT min(date) - {Days} AS since, max(date) + {Days} AS until FROM fresh
        ), pairs AS (
            SELECT o.id AS out_id, i.id AS in_id, o.account_id AS out_account, i.account_id AS in_account, o.text AS out_text, i.text AS in_text,
                   o.marked AS out_marked, i.marked AS in_marked, abs(i.date - o.date) AS days, o.categorised AS out_meant, i.categorised AS in_meant,
                   o.leg AS out_leg, i.leg AS in_leg
            FROM (SELECT f.*, f.date + days AS other_date FROM fresh f CROSS JOIN generate_series(-{Days}, {Days}) days WHERE f.amount > 0) i
            JOIN (SELECT {Side} FROM transactions t WHERE t.book_id = $1 AND t.amount < 0 AND {InPeriod} AND {Unpaired("t")}) o
              ON o.date = i.other_date AND o.amount = -i.amount AND o.currency = i.currency AND o.account_id <> i.account_id
            UNION
            SELECT o.id, i.id, o.account_id, i.account_id, o.text, i.text, o.marked, i.marked, abs(i.date - o.date), o.categorised, i.categorised, o.leg, i.leg
            FROM (SELECT {Side}, t.date + days AS other_date FROM transactions t CROSS JOIN generate_series(-{Days}, {Days}) days
                  WHERE t.book_id = $1 AND t.amount > 0 AND {InPeriod} AND {Unpaired("t")}) i
            JOIN fresh o ON o.amount < 0 AND o.date = i.other_date AND o.amount = -i.amount AND o.currency = i.currency AND o.account_id <> i.account_id
        ), names AS (
            SELECT a.id, n.name FROM accounts a CROSS JOIN LATERAL (
                SELECT lower(normalize(btrim(a.name), NFKC)) AS name WHERE length(btrim(a.name)) >= 3
                UNION ALL
                SELECT other FROM (VALUES {OtherNames}) known (name, other) WHERE strpos(lower(normalize(a.name, NFKC)), known.name) > 0
                UNION ALL
                SELECT other FROM (VALUES {CashNames}) cash (other) WHERE a.kind = {CashKind}
            ) n WHERE a.book_id = $1
        ), judged AS (
            SELECT p.*, out_marked::int + in_marked::int AS marks, (out_meant OR in_meant)::int AS meant,
                   EXISTS (SELECT FROM names n WHERE n.id = p.in_account AND strpos(p.out_text, n.name) > 0) AS out_names,
                   EXISTS (SELECT FROM names n WHERE n.id = p.out_account AND strpos(p.in_text, n.name) > 0) AS in_names,
                   (out_marked OR out_text ~ '{Words}') AND (in_marked OR in_text ~ '{Words}') AS worded,
                   out_marked AND out_text ~ '{Places}' AND NOT (out_text ~ '{AnyCard}' AND {IsCard("p.in_account")}) AS out_tells,
                   in_marked AND in_text ~ '{Places}' AND NOT (in_text ~ '{AnyCard}' AND {IsCard("p.out_account")}) AS in_tells, in_marked AND in_text ~ '{TopUps}' AS top_up
            FROM pairs p
        ), weighed AS (
            SELECT j.*, out_names::int + in_names::int AS named, out_tells AND NOT out_names OR (in_tells OR top_up AND NOT out_names) AND NOT in_names AS elsewhere,
                   out_leg AND NOT in_names AND NOT in_marked OR in_leg AND NOT out_names AND NOT out_marked AS silent
            FROM judged j
        ), scored AS (
            SELECT out_id, in_id, CASE
                       WHEN marks = 2 AND named > 0 THEN 93 + 3 * named WHEN marks = 2 THEN 88 WHEN marks = 1 AND named > 0 THEN 89 + 3 * named
                       WHEN marks = 1 AND worded THEN 85 WHEN named > 0 THEN 72 + 3 * named WHEN marks = 1 THEN 65 ELSE 60
                   END - 4 * days - 10 * meant - 20 * elsewhere::int AS confidence,
                   CASE WHEN marks = 2 THEN 'BothMarked' WHEN marks = 1 AND named > 0 THEN 'MarkedAndNamed' WHEN marks = 1 AND worded THEN 'MarkedAndWorded'
                        WHEN marks = 1 THEN 'Marked' WHEN named > 0 THEN 'Named' ELSE 'Worded' END AS reason
            FROM weighed
            WHERE (days = 0 OR NOT silent AND (named > 0 OR NOT elsewhere)) -- another day takes more
              AND (marks = 2 OR named > 0 AND CASE marks WHEN 1 THEN (out_names OR NOT out_meant) AND (in_names OR NOT in_meant) ELSE meant = 0 END
                   OR (marks = 1 OR worded) AND meant = 0 AND NOT elsewhere)
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

    // The words that statements use for money between own accounts; texts are compared in lower case and compatibility forms.
    private const string Words = "振込|フリコミ|振替|フリカエ|チャージ|入金|出金|引出|引き出し|預入|預け入れ|送金|引落|口座間|atm|top-?up|transfer|withdraw|deposit|カード";

    private const int CardKind = (int)AccountKind.CreditCard;
    private const int CashKind = (int)AccountKind.Cash;

    // Words by which a transfer's text says what is on its other side, if perhaps under a name of its own.
    private const string Places = "銀行|ギンコウ|bank|カ[ー-]ド|card|クレジット|credit|visa|paypay|ペイペイ|atm|現金";

    // Text that begins with a card and no issuer's name, as banks write of a card's bill: it may be any card.
    private const string AnyCard = "^(カ[ー-]ド|クレジット|card|credit)";

    // What a wallet says of money that came in: the other side's text names the wallet, or this one's the other side.
    private const string TopUps = "チャージ|top-?up";

    // What stands for cash in a bank's text.
    private const string CashNames = "('atm'), ('現金'), ('引出'), ('引き出し')";

    // How banks write the names of wallets and cards.
    private const string OtherNames = "('paypay', 'ペイペイ'), ('suica', 'スイカ'), ('pasmo', 'パスモ'), ('楽天', 'ラクテン'), ('三井住友', 'ミツイスミトモ'), ('ゆうちょ', 'ユウチヨ')";

    private static string IsCard(string account) => $"EXISTS (SELECT FROM accounts a WHERE a.book_id = $1 AND a.id = {account} AND a.kind = {CardKind})";

    private static readonly string Side = $"""
        t.id, t.account_id, t.date, t.amount, t.currency, t.search_text AS text, coalesce(t.transfer_id = t.id, false) AS marked,
        t.transfer_id IS NULL AND t.category_id IS NOT NULL AND {Meant("t")} AS categorised,
        t.import_id IS NOT NULL AND t.import_key IS NULL AS leg
        """;

    // As values, so that the index by date serves however the rest is joined.
    private const string InPeriod = "t.date BETWEEN (SELECT since FROM period) AND (SELECT until FROM period)";
}
