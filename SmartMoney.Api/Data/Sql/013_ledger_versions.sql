-- Counts the writes to a book's transactions, so that a kept preview knows whether the ledger is still the one that it was matched against.

CREATE TABLE ledger_versions (
    book_id uuid PRIMARY KEY REFERENCES books (id) ON DELETE CASCADE,
    version bigint NOT NULL
);
GRANT SELECT ON ledger_versions TO smartmoney_app;
ALTER TABLE ledger_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY ledger_versions_of_book ON ledger_versions USING (book_id = (SELECT current_book()));

-- Every write of the ledger is made with its book set; what an operator does behind the API's back is not counted.
CREATE FUNCTION count_ledger_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO ledger_versions AS v SELECT id, 1 FROM books WHERE id = current_book()
    ON CONFLICT (book_id) DO UPDATE SET version = v.version + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER transactions_ledger_version AFTER INSERT OR UPDATE OR DELETE ON transactions
    FOR EACH STATEMENT EXECUTE FUNCTION count_ledger_version();

-- The version that a preview was matched against; null is as good as an old one.
ALTER TABLE imports ADD COLUMN matched_version bigint;
