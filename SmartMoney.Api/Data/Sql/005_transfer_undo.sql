-- What a person decides about suggested transfers is undone like any other change: standing confirmations and what was dismissed.

CREATE TRIGGER transfer_rules_history_insert AFTER INSERT ON transfer_rules REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_creation('true');
CREATE TRIGGER transfer_rules_history_delete AFTER DELETE ON transfer_rules REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_history();

-- Of the suggestions only the decision is history: they are found, and go, with their transactions.
ALTER TABLE transfer_candidates ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX transfer_candidates_by_id ON transfer_candidates (book_id, id);

CREATE FUNCTION record_dismissal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO ledger_history (book_id, change_id, table_name, row_id, operation, user_id, before)
    SELECT o.book_id, current_change(), TG_TABLE_NAME, o.id, TG_OP, current_member(), to_jsonb(o)
    FROM old_rows o JOIN new_rows n ON n.book_id = o.book_id AND n.id = o.id
    WHERE n.dismissed <> o.dismissed;
    RETURN NULL;
END $$;
CREATE TRIGGER transfer_candidates_history_update AFTER UPDATE ON transfer_candidates REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_dismissal();

CREATE OR REPLACE FUNCTION ledger_tables() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['books', 'accounts', 'categories', 'goals', 'goal_accounts', 'transactions', 'transfer_rules', 'transfer_candidates']
$$;
