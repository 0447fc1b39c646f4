namespace SmartMoney.Api.Features.Imports.Staging;

/// <summary>The one query that says which account a file's account name means.</summary>
internal static class AccountNamesSql
{
    /// <summary>
    /// Each name and currency with its number of rows and its account, null when there is none yet. In this order: what the caller maps
    /// it to (as 'name (EUR)', or as 'name' where the account's currency fits or the file has that name in one currency only), the account of the whole import, what the name meant to this format before, the account of that name (width, case and
    /// outer spaces don't matter). An account in another currency is neither of the last two.
    /// Parameters: $1 book, $2 format, $3 account of the whole import or null.
    /// </summary>
    /// <param name="rows">The rows: a table with a condition.</param>
    /// <param name="legs">Their legs, likewise.</param>
    /// <param name="mapping">Pairs of name and account.</param>
    public static string Resolve(string rows, string legs, string mapping) => $"""
        SELECT n.name, n.currency, n.rows, coalesce(mapped.account_id, $3::uuid, learned.account_id, named.id) AS account_id
        FROM (SELECT name, currency, sum(rows)::int AS rows, count(*) OVER (PARTITION BY name) = 1 AS only_currency
              FROM (SELECT account_name AS name, currency, count(*) AS rows FROM {rows} GROUP BY 1, 2
                    UNION ALL
                    SELECT account_name, currency, count(*) FROM {legs} GROUP BY 1, 2) named
              GROUP BY 1, 2) n
        LEFT JOIN LATERAL (
            SELECT m.account_id FROM {mapping} AS m (name, account_id) JOIN accounts a ON a.book_id = $1 AND a.id = m.account_id
            WHERE m.name = n.name || ' (' || n.currency || ')' OR (m.name = n.name AND (n.only_currency OR a.currency = n.currency))
            ORDER BY m.name = n.name LIMIT 1
        ) mapped ON true
        LEFT JOIN LATERAL (
            SELECT l.account_id FROM import_account_names l JOIN accounts a ON a.book_id = l.book_id AND a.id = l.account_id
            WHERE l.book_id = $1 AND l.format = $2 AND l.name = n.name AND l.currency = n.currency AND a.currency = n.currency
        ) learned ON true
        LEFT JOIN LATERAL (
            SELECT a.id FROM accounts a
            WHERE a.book_id = $1 AND a.currency = n.currency
              AND lower(normalize(btrim(a.name), NFKC)) = lower(normalize(btrim(n.name), NFKC))
            ORDER BY a.name <> n.name, a.closed_on IS NOT NULL, a.id LIMIT 1
        ) named ON true
        """;
}
