namespace SmartMoney.Api.Features.Sample;

/// <summary>The SQL of the sample household. $1 is the book.</summary>
internal static class SampleSql
{
    /// <summary>What of it is there: transactions, accounts, goals.</summary>
    public const string Count = """
        SELECT (SELECT count(*)::int FROM transactions WHERE book_id = $1 AND sample),
               (SELECT count(*)::int FROM accounts WHERE book_id = $1 AND sample),
               (SELECT count(*)::int FROM goals WHERE book_id = $1 AND sample)
        """;

    /// <summary>$2 ids, $3 names, $4 kinds, $5 opening balances, $6 opening date, $7 currency, $8 now.</summary>
    public const string AddAccounts = """
        INSERT INTO accounts (book_id, id, name, kind, currency, opening_balance, opening_date, in_net_worth, created_at, sample)
        SELECT $1, a.id, a.name, a.kind, $7, a.opening, $6, true, $8, true
        FROM unnest($2::uuid[], $3::text[], $4::int[], $5::bigint[]) a (id, name, kind, opening)
        """;

    /// <summary>$2 ids, $3 names, $4 targets, $5 horizons, $6 starts, $7 starting amounts, $8 now: behind the goals that are there.</summary>
    public const string AddGoals = """
        INSERT INTO goals (book_id, id, name, target_amount, horizon_years, start_date, starting_amount, position, created_at, sample)
        SELECT $1, g.id, g.name, g.target, g.years, g.start, g.starting,
               least(coalesce((SELECT max(position) FROM goals WHERE book_id = $1), -1) + g.place, 9999), $8, true
        FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::int[], $6::date[], $7::bigint[]) WITH ORDINALITY g (id, name, target, years, start, starting, place)
        """;

    /// <summary>COPY FROM is refused on a table with row-level security.</summary>
    public const string Stage = """
        DROP TABLE IF EXISTS pg_temp.staged_sample;
        CREATE TEMP TABLE staged_sample (
            id uuid NOT NULL, account_id uuid NOT NULL, date date NOT NULL, amount bigint NOT NULL, payee text NOT NULL, category_id uuid,
            status smallint NOT NULL, excluded boolean NOT NULL, transfer_id uuid
        ) ON COMMIT DROP
        """;

    public const string Copy =
        "COPY staged_sample (id, account_id, date, amount, payee, category_id, status, excluded, transfer_id) FROM STDIN (FORMAT binary)";

    /// <summary>$2 the book's currency, $3 now.</summary>
    public const string AddTransactions = """
        INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, category_id, tags, notes,
                                  status, excluded, transfer_id, created_at, sample)
        SELECT $1, id, account_id, date, amount, $2, amount, payee, '', category_id, '{}', '', status, excluded, transfer_id, $3, true
        FROM staged_sample ORDER BY id
        """;

    /// <summary>
    /// In this order. What a person entered, or a file told of, is not the sample's: a sample row that a file was said to tell of too is that
    /// person's from then on, and an account stays while a row, an import or a goal of theirs needs it. It then opens with nothing, unless they
    /// have set its opening balance themselves.
    /// </summary>
    public static readonly string[] Remove =
    [
        """
        UPDATE transactions t SET sample = NULL
        WHERE t.book_id = $1 AND t.sample AND EXISTS (SELECT FROM import_aliases a WHERE a.book_id = $1 AND a.transaction_id = t.id)
        """,
        "DELETE FROM transactions WHERE book_id = $1 AND sample",
        "DELETE FROM goal_accounts WHERE book_id = $1 AND goal_id IN (SELECT id FROM goals WHERE book_id = $1 AND sample)",
        "DELETE FROM goals WHERE book_id = $1 AND sample",
        """
        DELETE FROM accounts a WHERE a.book_id = $1 AND a.sample
          AND NOT EXISTS (SELECT FROM transactions t WHERE t.book_id = $1 AND t.account_id = a.id)
          AND NOT EXISTS (SELECT FROM imports i WHERE i.book_id = $1 AND i.account_id = a.id)
          AND NOT EXISTS (SELECT FROM goal_accounts g WHERE g.book_id = $1 AND g.account_id = a.id)
        """,
        """
        UPDATE accounts a SET opening_balance = 0, opening_date = NULL
        WHERE a.book_id = $1 AND a.sample AND NOT EXISTS (
            SELECT FROM ledger_history h
            WHERE h.book_id = $1 AND h.table_name = 'accounts' AND h.row_id = a.id AND h.operation = 'UPDATE'
              AND ((h.before ->> 'opening_balance')::bigint, (h.before ->> 'opening_date')::date) IS DISTINCT FROM (a.opening_balance, a.opening_date))
        """,
        "UPDATE accounts SET sample = NULL WHERE book_id = $1 AND sample",
    ];
}
