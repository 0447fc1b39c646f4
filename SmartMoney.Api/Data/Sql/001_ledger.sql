-- What EF cannot say about the ledger: keys that span the currency, versions, totals, history, files, search.

-- The caller of this transaction, set with SET LOCAL; null when it was not set.
CREATE FUNCTION current_book() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('smartmoney.book', true), '')::uuid $$;
CREATE FUNCTION current_member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('smartmoney.user', true), '')::uuid $$;
CREATE FUNCTION current_change() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('smartmoney.change', true), '')::uuid $$;

-- A transaction is always in its account's currency. A category that is used cannot go: its rows are set free first,
-- while its kind is still known to the totals. import_id has no key: imports are never deleted once committed, and a
-- third check a row would cost a tenth of an import.
ALTER TABLE accounts ADD CONSTRAINT accounts_currency UNIQUE (book_id, id, currency);
ALTER TABLE transactions
    ADD CONSTRAINT transactions_account FOREIGN KEY (book_id, account_id, currency) REFERENCES accounts (book_id, id, currency),
    ADD CONSTRAINT transactions_category FOREIGN KEY (book_id, category_id) REFERENCES categories (book_id, id);

-- Versions: every update counts up, whoever makes it.
CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    NEW.updated_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER books_version BEFORE UPDATE ON books FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER accounts_version BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER categories_version BEFORE UPDATE ON categories FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER transactions_version BEFORE UPDATE ON transactions FOR EACH ROW EXECUTE FUNCTION count_version();

-- A book month carries the name of the calendar month in which it starts; its first day is clamped to the month's length.
-- Called once a row: date_part and make_date, since extract computes in numeric and date_trunc in time zones.
CREATE FUNCTION book_month(day date, first_day int) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN first_day = 1 OR date_part('day', day) >= first_day
             OR date_part('day', day) = date_part('day', make_date(date_part('year', day)::int, date_part('month', day)::int, 1)
                                                         + interval '1 month - 1 day')
        THEN make_date(date_part('year', day)::int, date_part('month', day)::int, 1)
        ELSE (make_date(date_part('year', day)::int, date_part('month', day)::int, 1) - interval '1 month')::date
    END
$$;

-- Where an amount counts: 0 nowhere (transfer), 1 income, 2 expense, 3 excluded. Kinds are 0 expense, 1 income.
CREATE FUNCTION flow_of(excluded boolean, transfer_id uuid, kind int, amount bigint) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (CASE
        WHEN excluded THEN 3
        WHEN transfer_id IS NOT NULL THEN 0
        WHEN kind = 1 THEN 1
        WHEN kind = 0 THEN 2
        WHEN amount > 0 THEN 1
        ELSE 2
    END)::smallint
$$;

-- Sums by month, account, category and flow: everything that shows totals reads these, never the transactions.
CREATE TABLE monthly_totals (
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    month date NOT NULL,
    account_id uuid NOT NULL,
    category_id uuid,
    currency character(3) NOT NULL,
    flow smallint NOT NULL,
    amount bigint NOT NULL,
    base_amount bigint NOT NULL,
    unconverted int NOT NULL,
    count int NOT NULL,
    CONSTRAINT monthly_totals_key UNIQUE NULLS NOT DISTINCT (book_id, month, account_id, category_id, currency, flow)
);
-- Emptied rows go with the statement that empties them: found without reading the others.
CREATE INDEX monthly_totals_emptied ON monthly_totals (book_id) WHERE count = 0;

CREATE FUNCTION total_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO monthly_totals AS t
    SELECT n.book_id, book_month(n.date, b.first_day_of_month), n.account_id, n.category_id, n.currency,
           flow_of(n.excluded, n.transfer_id, c.kind, n.amount),
           sum(n.amount), coalesce(sum(n.base_amount), 0), count(*) - count(n.base_amount), count(*)
    FROM new_rows n
    JOIN books b ON b.id = n.book_id
    LEFT JOIN categories c ON c.book_id = n.book_id AND c.id = n.category_id
    GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT ON CONSTRAINT monthly_totals_key DO UPDATE SET
        amount = t.amount + excluded.amount, base_amount = t.base_amount + excluded.base_amount,
        unconverted = t.unconverted + excluded.unconverted, count = t.count + excluded.count;
    RETURN NULL;
END $$;

CREATE FUNCTION total_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    WITH deltas AS (
        SELECT o.book_id, book_month(o.date, b.first_day_of_month) AS month, o.account_id, o.category_id, o.currency,
               flow_of(o.excluded, o.transfer_id, c.kind, o.amount) AS flow,
               sum(o.amount) AS amount, coalesce(sum(o.base_amount), 0) AS base_amount,
               count(*) - count(o.base_amount) AS unconverted, count(*) AS count
        FROM old_rows o
        JOIN books b ON b.id = o.book_id
        LEFT JOIN categories c ON c.book_id = o.book_id AND c.id = o.category_id
        GROUP BY 1, 2, 3, 4, 5, 6
    )
    UPDATE monthly_totals t SET
        amount = t.amount - d.amount, base_amount = t.base_amount - d.base_amount,
        unconverted = t.unconverted - d.unconverted, count = t.count - d.count
    FROM deltas d
    WHERE t.book_id = d.book_id AND t.month = d.month AND t.account_id = d.account_id
      AND t.category_id IS NOT DISTINCT FROM d.category_id AND t.currency = d.currency AND t.flow = d.flow;
    DELETE FROM monthly_totals WHERE count = 0 AND book_id IN (SELECT DISTINCT book_id FROM old_rows);
    RETURN NULL;
END $$;

CREATE FUNCTION total_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO monthly_totals AS t
    SELECT r.book_id, book_month(r.date, b.first_day_of_month), r.account_id, r.category_id, r.currency,
           flow_of(r.excluded, r.transfer_id, c.kind, r.amount),
           sum(r.sign * r.amount), coalesce(sum(r.sign * r.base_amount), 0),
           sum(CASE WHEN r.base_amount IS NULL THEN r.sign ELSE 0 END), sum(r.sign)
    FROM (SELECT -1 AS sign, book_id, date, account_id, category_id, currency, excluded, transfer_id, amount, base_amount FROM old_rows
          UNION ALL
          SELECT 1, book_id, date, account_id, category_id, currency, excluded, transfer_id, amount, base_amount FROM new_rows) r
    JOIN books b ON b.id = r.book_id
    LEFT JOIN categories c ON c.book_id = r.book_id AND c.id = r.category_id
    GROUP BY 1, 2, 3, 4, 5, 6
    HAVING sum(r.sign) <> 0 OR sum(r.sign * r.amount) <> 0 OR sum(r.sign * r.base_amount) <> 0
        OR sum(CASE WHEN r.base_amount IS NULL THEN r.sign ELSE 0 END) <> 0
    ON CONFLICT ON CONSTRAINT monthly_totals_key DO UPDATE SET
        amount = t.amount + excluded.amount, base_amount = t.base_amount + excluded.base_amount,
        unconverted = t.unconverted + excluded.unconverted, count = t.count + excluded.count;
    DELETE FROM monthly_totals WHERE count = 0 AND book_id IN (SELECT DISTINCT book_id FROM old_rows);
    RETURN NULL;
END $$;

-- One trigger an event: PostgreSQL refuses transition tables on triggers for several events.
CREATE TRIGGER transactions_total_insert AFTER INSERT ON transactions
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION total_inserted();
CREATE TRIGGER transactions_total_update AFTER UPDATE ON transactions
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION total_updated();
CREATE TRIGGER transactions_total_delete AFTER DELETE ON transactions
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION total_deleted();

-- What the totals should be, computed from the transactions: for the rebuild and for the consistency check.
CREATE FUNCTION computed_totals(book uuid) RETURNS SETOF monthly_totals LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.book_id, book_month(n.date, b.first_day_of_month), n.account_id, n.category_id, n.currency,
           flow_of(n.excluded, n.transfer_id, c.kind, n.amount),
           sum(n.amount)::bigint, coalesce(sum(n.base_amount), 0)::bigint,
           (count(*) - count(n.base_amount))::int, count(*)::int
    FROM transactions n
    JOIN books b ON b.id = n.book_id
    LEFT JOIN categories c ON c.book_id = n.book_id AND c.id = n.category_id
    WHERE n.book_id = book
    GROUP BY 1, 2, 3, 4, 5, 6
$$;
REVOKE EXECUTE ON FUNCTION computed_totals(uuid) FROM PUBLIC;

-- Rows by which the current book's totals differ from what its transactions say: none, unless something is wrong.
CREATE FUNCTION totals_differences() RETURNS TABLE (side text, total monthly_totals) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    (SELECT 'kept', t FROM monthly_totals t WHERE book_id = current_book()
     EXCEPT ALL SELECT 'kept', c FROM computed_totals(current_book()) c)
    UNION ALL
    (SELECT 'computed', c FROM computed_totals(current_book()) c
     EXCEPT ALL SELECT 'computed', t FROM monthly_totals t WHERE book_id = current_book())
$$;

CREATE FUNCTION rebuild_totals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    book uuid := coalesce(to_jsonb(NEW) ->> 'book_id', to_jsonb(NEW) ->> 'id');
BEGIN
    DELETE FROM monthly_totals WHERE book_id = book;
    INSERT INTO monthly_totals SELECT * FROM computed_totals(book);
    RETURN NULL;
END $$;
CREATE TRIGGER books_rebuild_totals AFTER UPDATE ON books FOR EACH ROW
    WHEN (OLD.first_day_of_month IS DISTINCT FROM NEW.first_day_of_month) EXECUTE FUNCTION rebuild_totals();
CREATE TRIGGER categories_rebuild_totals AFTER UPDATE ON categories FOR EACH ROW
    WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION rebuild_totals();

-- History: the state before each update and delete, and that a row was made; append-only. Undo is built on it.
CREATE TABLE ledger_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    change_id uuid,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    operation text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    user_id uuid,
    before jsonb,
    CONSTRAINT ledger_history_before CHECK ((operation = 'INSERT') = (before IS NULL))
);
CREATE INDEX ledger_history_by_change ON ledger_history (book_id, change_id);
CREATE INDEX ledger_history_by_row ON ledger_history (book_id, row_id, id);

CREATE FUNCTION record_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO ledger_history (book_id, change_id, table_name, row_id, operation, user_id, before)
    SELECT (j.row ->> CASE TG_TABLE_NAME WHEN 'books' THEN 'id' ELSE 'book_id' END)::uuid, current_change(), TG_TABLE_NAME,
           (j.row ->> 'id')::uuid, TG_OP, current_member(), j.row
    FROM (SELECT to_jsonb(o) - 'search_text' AS row FROM old_rows o) j;
    RETURN NULL;
END $$;

-- Rows that a person made. The argument says which of the inserted rows those are: imported rows have their import as
-- history, the default categories the book's creation; but what an undo brings back is always recorded.
CREATE FUNCTION record_creation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format($sql$
        INSERT INTO ledger_history (book_id, change_id, table_name, row_id, operation, user_id)
        SELECT book_id, current_change(), %L, id, 'INSERT', current_member() FROM new_rows WHERE %s
    $sql$, TG_TABLE_NAME, CASE current_setting('smartmoney.restoring', true) WHEN 'on' THEN 'true' ELSE TG_ARGV[0] END);
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_history_insert AFTER INSERT ON accounts REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_creation('true');
CREATE TRIGGER categories_history_insert AFTER INSERT ON categories REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_creation('built_in IS NULL');
CREATE TRIGGER transactions_history_insert AFTER INSERT ON transactions REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_creation('import_id IS NULL');

DO $$
DECLARE
    ledger text;
BEGIN
    FOREACH ledger IN ARRAY ARRAY['books', 'accounts', 'categories', 'transactions'] LOOP
        EXECUTE format('CREATE TRIGGER %1$s_history_update AFTER UPDATE ON %1$s REFERENCING OLD TABLE AS old_rows
                        FOR EACH STATEMENT EXECUTE FUNCTION record_history()', ledger);
        EXECUTE format('CREATE TRIGGER %1$s_history_delete AFTER DELETE ON %1$s REFERENCING OLD TABLE AS old_rows
                        FOR EACH STATEMENT EXECUTE FUNCTION record_history()', ledger);
    END LOOP;
END $$;

-- Imported rows that a person deleted: a later import of the same line does not bring them back unasked.
CREATE TABLE import_tombstones (
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    transaction_id uuid NOT NULL,
    account_id uuid NOT NULL,
    import_key uuid NOT NULL,
    bank_id text,
    amount bigint NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (book_id, transaction_id)
);
CREATE INDEX import_tombstones_by_key ON import_tombstones (book_id, account_id, import_key);

-- 'smartmoney.undo' is on while an import is being undone: that is no deletion on purpose.
CREATE FUNCTION remember_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF current_setting('smartmoney.undo', true) IS DISTINCT FROM 'on' THEN
        INSERT INTO import_tombstones (book_id, transaction_id, account_id, import_key, bank_id, amount)
        SELECT book_id, id, import_account_id, import_key, bank_id, amount FROM old_rows WHERE import_key IS NOT NULL
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transactions_tombstone AFTER DELETE ON transactions REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION remember_deleted();

-- The lines of an import, each with what became of it.
CREATE TABLE import_rows (
    book_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line int NOT NULL,
    outcome smallint NOT NULL,  -- 0 other, 1 new, 2 duplicate, 3 suspect, 4 updated, 5 error, 6 created, 7 skipped
    account_name text,
    date date,
    amount bigint,
    currency character(3),
    payee text,
    description text,
    notes text,
    category text,
    subcategory text,
    bank_id text,
    import_key uuid,
    excluded boolean,
    transfer boolean,
    reason text,
    column_number int,
    raw text,
    transaction_id uuid,        -- made, updated or already there
    similar_id uuid,            -- the row that makes this one a suspect
    PRIMARY KEY (book_id, import_id, line),
    FOREIGN KEY (book_id, import_id) REFERENCES imports (book_id, id) ON DELETE CASCADE
);

-- Files by content, in chunks that are streamed in and out.
CREATE TABLE file_chunks (
    book_id uuid NOT NULL,
    file_id uuid NOT NULL,
    sequence int NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (book_id, file_id, sequence),
    FOREIGN KEY (book_id, file_id) REFERENCES files (book_id, id) ON DELETE CASCADE
);
ALTER TABLE file_chunks ALTER COLUMN data SET STORAGE EXTERNAL;

-- Text search. LIKE is not leakproof, so under a policy the planner would not use the trigram index: this function
-- runs as the owner and is bound to the current book. Width and case do not matter (NFKC). It stops at so many rows:
-- what most rows contain is found sooner by reading them in order.
CREATE FUNCTION search_pattern(needle text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '%' || replace(replace(replace(lower(normalize(needle, NFKC)), '\', '\\'), '%', '\%'), '_', '\_') || '%'
$$;
CREATE FUNCTION search_transactions(needle text, most int) RETURNS SETOF uuid LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM transactions WHERE book_id = current_book() AND search_text LIKE search_pattern(needle) LIMIT most
$$;

-- The rows that a change set touched: how they were before it (null: not there), whether they are there after it, and
-- its last entry for them. What an import made is left out: undoing the import takes that back.
CREATE FUNCTION rows_of_change(change uuid)
    RETURNS TABLE (table_name text, row_id uuid, before jsonb, there boolean, last_entry bigint) LANGUAGE sql STABLE AS $$
    SELECT h.table_name, h.row_id, (array_agg(h.before ORDER BY h.id))[1],
           (array_agg(h.operation ORDER BY h.id DESC))[1] <> 'DELETE', max(h.id)
    FROM ledger_history h
    WHERE h.book_id = current_book() AND h.change_id = change
      AND (h.operation <> 'INSERT'
           OR NOT EXISTS (SELECT FROM imports i WHERE i.book_id = current_book() AND i.change_id = change))
    GROUP BY h.table_name, h.row_id
$$;

-- Puts the rows of one change set back as they were before it, and says how many. All or nothing: SQLSTATE SM409, with
-- a sentence for the person, when that would overwrite a later change. It is itself a change that can be undone.
CREATE FUNCTION undo_change(change uuid) RETURNS int LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    ledger text;
    columns text;
    touched int;
    restored int := 0;
BEGIN
    IF EXISTS (SELECT FROM rows_of_change(change) r WHERE EXISTS (
                   SELECT FROM ledger_history later
                   WHERE later.book_id = current_book() AND later.row_id = r.row_id
                     AND later.table_name = r.table_name AND later.id > r.last_entry)) THEN
        RAISE EXCEPTION 'Something in this change was changed again later. Undo the later change first.' USING ERRCODE = 'SM409';
    END IF;
    -- A deleted row that was imported must not come back beside what an import makes, or made, of the same line.
    IF EXISTS (SELECT FROM rows_of_change(change) r JOIN imports i ON i.book_id = current_book() AND i.id = (r.before ->> 'import_id')::uuid
               WHERE r.table_name = 'transactions' AND NOT r.there AND i.status = 2) THEN
        RAISE EXCEPTION 'The import that these transactions came from was undone. Import its file again.' USING ERRCODE = 'SM409';
    END IF;
    IF EXISTS (SELECT FROM rows_of_change(change) r
               WHERE r.table_name = 'transactions' AND NOT r.there AND r.before ->> 'import_key' IS NOT NULL
                 AND NOT EXISTS (SELECT FROM import_tombstones t WHERE t.book_id = current_book() AND t.transaction_id = r.row_id)) THEN
        RAISE EXCEPTION 'An import has already brought these transactions back.' USING ERRCODE = 'SM409';
    END IF;

    -- What others point to comes back first and goes last.
    PERFORM set_config('smartmoney.restoring', 'on', true);
    FOREACH ledger IN ARRAY ARRAY['books', 'accounts', 'categories', 'transactions'] LOOP
        SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) INTO columns
        FROM information_schema.columns
        WHERE table_schema = 'public' AND information_schema.columns.table_name = ledger AND is_generated = 'NEVER';
        EXECUTE format($sql$
            INSERT INTO %1$I (%2$s)
            SELECT %2$s FROM rows_of_change($1) r, jsonb_populate_record(NULL::%1$I, r.before)
            WHERE r.table_name = %1$L AND r.before IS NOT NULL AND NOT r.there
        $sql$, ledger, columns) USING change;
        GET DIAGNOSTICS touched = ROW_COUNT;
        restored := restored + touched;
        EXECUTE format($sql$
            UPDATE %1$I live SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(live, r.before))
            FROM rows_of_change($1) r
            WHERE r.table_name = %1$L AND r.before IS NOT NULL AND r.there AND live.%3$I = current_book() AND live.id = r.row_id
        $sql$, ledger, columns, CASE ledger WHEN 'books' THEN 'id' ELSE 'book_id' END) USING change;
        GET DIAGNOSTICS touched = ROW_COUNT;
        restored := restored + touched;
    END LOOP;
    DELETE FROM import_tombstones t USING rows_of_change(change) r
    WHERE t.book_id = current_book() AND t.transaction_id = r.row_id AND r.table_name = 'transactions' AND NOT r.there;
    FOREACH ledger IN ARRAY ARRAY['transactions', 'categories', 'accounts'] LOOP
        EXECUTE format($sql$
            DELETE FROM %1$I live USING rows_of_change($1) r
            WHERE r.table_name = %1$L AND r.before IS NULL AND r.there AND live.book_id = current_book() AND live.id = r.row_id
        $sql$, ledger) USING change;
        GET DIAGNOSTICS touched = ROW_COUNT;
        restored := restored + touched;
    END LOOP;
    PERFORM set_config('smartmoney.restoring', '', true);
    RETURN restored;
EXCEPTION
    WHEN foreign_key_violation OR restrict_violation THEN
        RAISE EXCEPTION 'What this change touched is used by, or uses, something that was added or deleted later. Undo the later change first.'
            USING ERRCODE = 'SM409';
    WHEN unique_violation THEN
        RAISE EXCEPTION 'A name that would come back has been given to something else since. Rename that first.' USING ERRCODE = 'SM409';
END $$;
