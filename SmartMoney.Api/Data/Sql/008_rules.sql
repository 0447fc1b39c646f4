-- What EF cannot say about rules: versions, history, undo, isolation.

CREATE TRIGGER rules_version BEFORE UPDATE ON rules FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER rules_history_insert AFTER INSERT ON rules REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_creation('true');
CREATE TRIGGER rules_history_update AFTER UPDATE ON rules REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_history();
CREATE TRIGGER rules_history_delete AFTER DELETE ON rules REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION record_history();

ALTER TABLE rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY rules_of_book ON rules USING (book_id = (SELECT current_book()));
GRANT SELECT, INSERT, UPDATE, DELETE ON rules TO smartmoney_app;

CREATE OR REPLACE FUNCTION ledger_tables() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['books', 'accounts', 'categories', 'goals', 'goal_accounts', 'rules', 'transactions', 'transfer_rules', 'transfer_candidates']
$$;
