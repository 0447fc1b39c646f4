-- The second wall: the API's role owns nothing and sees only the rows of the book (and the user) set for the transaction.

GRANT USAGE ON SCHEMA public TO smartmoney_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
    users, user_claims, user_logins, user_tokens, user_passkeys, sessions, api_tokens, data_protection_keys, idempotency_keys,
    members, accounts, categories, transactions, imports, import_account_names, files TO smartmoney_app;
GRANT SELECT, INSERT, UPDATE ON books TO smartmoney_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_rows TO smartmoney_app;
GRANT SELECT, INSERT, DELETE ON file_chunks TO smartmoney_app;
GRANT SELECT, DELETE ON import_tombstones TO smartmoney_app;
-- Written by triggers alone.
GRANT SELECT ON monthly_totals, ledger_history TO smartmoney_app;
GRANT SELECT ON "__EFMigrationsHistory" TO smartmoney_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO smartmoney_app;

DO $$
DECLARE
    scoped text;
BEGIN
    FOREACH scoped IN ARRAY ARRAY['accounts', 'categories', 'transactions', 'monthly_totals', 'ledger_history', 'imports',
                                  'import_rows', 'import_account_names', 'import_tombstones', 'files', 'file_chunks'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
        -- The subselect is evaluated once a statement, not once a row.
        EXECUTE format('CREATE POLICY %1$s_of_book ON %1$I USING (book_id = (SELECT current_book()))', scoped);
    END LOOP;
END $$;

ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_seen ON members FOR SELECT
    USING (user_id = (SELECT current_member()) OR book_id = (SELECT current_book()));
CREATE POLICY members_written ON members USING (book_id = (SELECT current_book()));

ALTER TABLE books ENABLE ROW LEVEL SECURITY;
CREATE POLICY books_seen ON books FOR SELECT
    USING (id = (SELECT current_book())
           OR id IN (SELECT book_id FROM members WHERE user_id = (SELECT current_member())));
CREATE POLICY books_written ON books USING (id = (SELECT current_book()));
