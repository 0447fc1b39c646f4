-- Sums by account and month, whatever the category: balances and goals look at a book's whole life, and there are as many categories as accounts
-- and months together.

CREATE TABLE account_months (
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    account_id uuid NOT NULL,
    month date NOT NULL,
    flow smallint NOT NULL,
    amount bigint NOT NULL,
    base_amount bigint NOT NULL,
    unconverted int NOT NULL,
    count int NOT NULL,
    PRIMARY KEY (book_id, account_id, month, flow)
);
CREATE INDEX account_months_emptied ON account_months (book_id) WHERE count = 0;

INSERT INTO account_months
SELECT book_id, account_id, month, flow, sum(amount), sum(base_amount), sum(unconverted), sum(count) FROM monthly_totals GROUP BY 1, 2, 3, 4;

-- They follow the monthly totals, which follow the transactions.
CREATE FUNCTION account_months_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO account_months AS t
        SELECT book_id, account_id, month, flow, sum(amount), sum(base_amount), sum(unconverted), sum(count) FROM new_rows GROUP BY 1, 2, 3, 4
        ON CONFLICT (book_id, account_id, month, flow) DO UPDATE SET
            amount = t.amount + excluded.amount, base_amount = t.base_amount + excluded.base_amount,
            unconverted = t.unconverted + excluded.unconverted, count = t.count + excluded.count;
    ELSIF TG_OP = 'UPDATE' THEN
        UPDATE account_months t SET
            amount = t.amount + d.amount, base_amount = t.base_amount + d.base_amount,
            unconverted = t.unconverted + d.unconverted, count = t.count + d.count
        FROM (SELECT book_id, account_id, month, flow, sum(amount) AS amount, sum(base_amount) AS base_amount, sum(unconverted) AS unconverted, sum(count) AS count
              FROM (SELECT book_id, account_id, month, flow, amount, base_amount, unconverted, count FROM new_rows
                    UNION ALL
                    SELECT book_id, account_id, month, flow, -amount, -base_amount, -unconverted, -count FROM old_rows) r
              GROUP BY 1, 2, 3, 4) d
        WHERE t.book_id = d.book_id AND t.account_id = d.account_id AND t.month = d.month AND t.flow = d.flow;
    ELSE
        UPDATE account_months t SET
            amount = t.amount - d.amount, base_amount = t.base_amount - d.base_amount,
            unconverted = t.unconverted - d.unconverted, count = t.count - d.count
        FROM (SELECT book_id, account_id, month, flow, sum(amount) AS amount, sum(base_amount) AS base_amount, sum(unconverted) AS unconverted, sum(count) AS count
              FROM old_rows GROUP BY 1, 2, 3, 4) d
        WHERE t.book_id = d.book_id AND t.account_id = d.account_id AND t.month = d.month AND t.flow = d.flow;
        -- Whatever empties a month deletes the emptied totals, and so comes by here.
        DELETE FROM account_months WHERE count = 0 AND book_id IN (SELECT DISTINCT book_id FROM old_rows);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER monthly_totals_account_insert AFTER INSERT ON monthly_totals REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION account_months_follow();
CREATE TRIGGER monthly_totals_account_update AFTER UPDATE ON monthly_totals REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION account_months_follow();
CREATE TRIGGER monthly_totals_account_delete AFTER DELETE ON monthly_totals REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION account_months_follow();

-- Written by triggers alone.
GRANT SELECT ON account_months TO smartmoney_app;
ALTER TABLE account_months ENABLE ROW LEVEL SECURITY;
CREATE POLICY account_months_of_book ON account_months USING (book_id = (SELECT current_book()));

-- As before, and the sums by account; both against the transactions.
CREATE OR REPLACE FUNCTION totals_differences() RETURNS TABLE (side text, total monthly_totals) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH computed AS MATERIALIZED (
        SELECT * FROM computed_totals(current_book())
    ), by_account AS (
        SELECT book_id, month, account_id, NULL::uuid, ''::character(3), flow, amount, base_amount, unconverted, count
        FROM account_months WHERE book_id = current_book()
    ), computed_by_account AS (
        SELECT book_id, month, account_id, NULL::uuid, ''::character(3), flow, sum(amount)::bigint, sum(base_amount)::bigint, sum(unconverted)::int, sum(count)::int
        FROM computed GROUP BY book_id, month, account_id, flow
    ), differences AS (
        SELECT 'kept' AS side, r.* FROM (SELECT * FROM monthly_totals WHERE book_id = current_book() EXCEPT ALL SELECT * FROM computed) r
        UNION ALL
        SELECT 'computed', r.* FROM (SELECT * FROM computed EXCEPT ALL SELECT * FROM monthly_totals WHERE book_id = current_book()) r
        UNION ALL
        SELECT 'kept by account', r.* FROM (SELECT * FROM by_account EXCEPT ALL SELECT * FROM computed_by_account) r
        UNION ALL
        SELECT 'computed by account', r.* FROM (SELECT * FROM computed_by_account EXCEPT ALL SELECT * FROM by_account) r
    )
    SELECT d.side, ROW(d.book_id, d.month, d.account_id, d.category_id, d.currency, d.flow, d.amount, d.base_amount, d.unconverted, d.count)::monthly_totals
    FROM differences d
$$;
