-- An undo of thousands of rows reads the change set's history once. Asked for again in each statement, by a planner that knew nothing of
-- rows just written, it was computed for each of them.

-- Puts the rows of one change set back as they were before it, and says how many. All or nothing: SQLSTATE SM409, with
-- a sentence for the person, when that would overwrite a later change. It is itself a change that can be undone.
CREATE OR REPLACE FUNCTION undo_change(change uuid) RETURNS int LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    ledger text;
    columns text;
    touched int;
    restored int := 0;
BEGIN
    DROP TABLE IF EXISTS pg_temp.undone;
    CREATE TEMP TABLE undone ON COMMIT DROP AS SELECT * FROM rows_of_change(change);
    CREATE INDEX ON pg_temp.undone (table_name, row_id);
    ANALYZE pg_temp.undone;
    IF EXISTS (SELECT FROM pg_temp.undone r WHERE EXISTS (
                   SELECT FROM ledger_history later
                   WHERE later.book_id = current_book() AND later.row_id = r.row_id
                     AND later.table_name = r.table_name AND later.id > r.last_entry)) THEN
        RAISE EXCEPTION 'Something in this change was changed again later. Undo the later change first.' USING ERRCODE = 'SM409';
    END IF;
    -- A deleted row that was imported must not come back beside what an import makes, or made, of the same line.
    IF EXISTS (SELECT FROM pg_temp.undone r JOIN imports i ON i.book_id = current_book() AND i.id = (r.before ->> 'import_id')::uuid
               WHERE r.table_name = 'transactions' AND NOT r.there AND i.status = 2) THEN
        RAISE EXCEPTION 'The import that these transactions came from was undone. Import its file again.' USING ERRCODE = 'SM409';
    END IF;
    IF EXISTS (SELECT FROM pg_temp.undone r
               WHERE r.table_name = 'transactions' AND NOT r.there AND r.before ->> 'import_key' IS NOT NULL
                 AND NOT EXISTS (SELECT FROM import_tombstones t WHERE t.book_id = current_book() AND t.transaction_id = r.row_id)) THEN
        RAISE EXCEPTION 'An import has already brought these transactions back.' USING ERRCODE = 'SM409';
    END IF;

    -- What others point to comes back first and goes last.
    PERFORM set_config('smartmoney.restoring', 'on', true);
    FOR ledger IN SELECT t.name FROM unnest(ledger_tables()) WITH ORDINALITY AS t (name, place) ORDER BY t.place LOOP
        SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) INTO columns
        FROM information_schema.columns
        WHERE table_schema = 'public' AND information_schema.columns.table_name = ledger AND is_generated = 'NEVER';
        EXECUTE format($sql$
            INSERT INTO %1$I (%2$s)
            SELECT %2$s FROM pg_temp.undone r, jsonb_populate_record(NULL::%1$I, r.before)
            WHERE r.table_name = %1$L AND r.before IS NOT NULL AND NOT r.there
        $sql$, ledger, columns);
        GET DIAGNOSTICS touched = ROW_COUNT;
        restored := restored + touched;
        EXECUTE format($sql$
            UPDATE %1$I live SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(live, r.before))
            FROM pg_temp.undone r
            WHERE r.table_name = %1$L AND r.before IS NOT NULL AND r.there AND live.%3$I = current_book() AND live.id = r.row_id
        $sql$, ledger, columns, CASE ledger WHEN 'books' THEN 'id' ELSE 'book_id' END);
        GET DIAGNOSTICS touched = ROW_COUNT;
        restored := restored + touched;
    END LOOP;
    DELETE FROM import_tombstones t USING pg_temp.undone r
    WHERE t.book_id = current_book() AND t.transaction_id = r.row_id AND r.table_name = 'transactions' AND NOT r.there;
    FOR ledger IN SELECT t.name FROM unnest(ledger_tables()) WITH ORDINALITY AS t (name, place) WHERE t.name <> 'books' ORDER BY t.place DESC LOOP
        EXECUTE format($sql$
            DELETE FROM %1$I live USING pg_temp.undone r
            WHERE r.table_name = %1$L AND r.before IS NULL AND r.there AND live.book_id = current_book() AND live.id = r.row_id
        $sql$, ledger);
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
