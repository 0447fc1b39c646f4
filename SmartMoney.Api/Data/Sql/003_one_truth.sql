-- One truth across files: records with several movements, transactions that several files tell of, and the two sides of a transfer.

-- Further movements of an import's lines.
CREATE TABLE import_legs (
    book_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line int NOT NULL,
    part smallint NOT NULL CHECK (part BETWEEN 1 AND 6),  -- 7 makes the transfer id of a pair
    account_name text NOT NULL,
    amount bigint NOT NULL,
    currency character(3) NOT NULL,
    payee text NOT NULL,
    paired boolean NOT NULL,        -- the other side of the line itself
    similar_id uuid,                -- a transaction that it resembles
    PRIMARY KEY (book_id, import_id, line, part),
    FOREIGN KEY (book_id, import_id) REFERENCES imports (book_id, id) ON DELETE CASCADE
);

-- Lines whose transaction was in the ledger already, by a file of another format or by hand: the next file of the format finds it.
CREATE TABLE import_aliases (
    book_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line int NOT NULL,
    account_id uuid NOT NULL,
    import_key uuid NOT NULL,
    bank_id text,
    amount bigint NOT NULL,
    transaction_id uuid NOT NULL,
    PRIMARY KEY (book_id, import_id, line),
    FOREIGN KEY (book_id, import_id) REFERENCES imports (book_id, id) ON DELETE CASCADE
);
CREATE INDEX import_aliases_by_key ON import_aliases (book_id, account_id, import_key);
CREATE INDEX import_aliases_by_bank_id ON import_aliases (book_id, account_id, bank_id) WHERE bank_id IS NOT NULL;
CREATE INDEX import_aliases_by_transaction ON import_aliases (book_id, transaction_id);

CREATE INDEX import_rows_warned ON import_rows (book_id, import_id, line) WHERE reason IS NOT NULL AND import_key IS NOT NULL;

-- The sides of a transfer share an id that is neither's own; a side whose other is unknown carries its own.
CREATE INDEX transactions_by_transfer ON transactions (book_id, transfer_id) WHERE transfer_id IS NOT NULL;

-- What a side becomes when its other side goes: a lone transfer if its file called it one, else an ordinary row.
CREATE FUNCTION lone_transfer(side transactions) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT side.id WHERE side.import_id IS NOT NULL AND (
        side.import_key IS NULL
        OR EXISTS (SELECT FROM import_rows r
                   WHERE r.book_id = side.book_id AND r.import_id = side.import_id AND r.line = side.import_line AND r.transfer))
$$;

CREATE FUNCTION free_other_side() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM old_rows WHERE transfer_id <> id) THEN
        UPDATE transactions t SET transfer_id = lone_transfer(t)
        FROM old_rows o
        WHERE o.transfer_id <> o.id AND t.book_id = o.book_id AND t.transfer_id = o.transfer_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transactions_free_other_side AFTER DELETE ON transactions REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION free_other_side();

-- Pairs that may be one transfer, found when a row comes in or changes; shown while both rows are unpaired, until a person decides.
CREATE TABLE transfer_candidates (
    book_id uuid NOT NULL,
    out_id uuid NOT NULL,
    in_id uuid NOT NULL,
    confidence smallint NOT NULL CHECK (confidence BETWEEN 1 AND 100),
    reason text NOT NULL,
    dismissed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (book_id, out_id, in_id),
    FOREIGN KEY (book_id) REFERENCES books (id) ON DELETE CASCADE
);
CREATE INDEX transfer_candidates_in ON transfer_candidates (book_id, in_id);

-- A statement's worth at once: keys to the transactions would be checked for each deleted row.
CREATE FUNCTION forget_candidates() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM transfer_candidates c USING old_rows o WHERE c.book_id = o.book_id AND c.out_id = o.id;
    DELETE FROM transfer_candidates c USING old_rows o WHERE c.book_id = o.book_id AND c.in_id = o.id;
    RETURN NULL;
END $$;
CREATE TRIGGER transactions_forget_candidates AFTER DELETE ON transactions REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION forget_candidates();

-- What a person has confirmed once and for all: money that goes from the one account to the other is paired as it comes in.
CREATE TABLE transfer_rules (
    book_id uuid NOT NULL,
    id uuid NOT NULL,
    from_account_id uuid NOT NULL,
    to_account_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, from_account_id, to_account_id),
    FOREIGN KEY (book_id, from_account_id) REFERENCES accounts (book_id, id) ON DELETE CASCADE,
    FOREIGN KEY (book_id, to_account_id) REFERENCES accounts (book_id, id) ON DELETE CASCADE
);

ALTER TABLE import_rows ADD COLUMN tags text[];
ALTER TABLE imports ADD COLUMN paired int NOT NULL DEFAULT 0;

GRANT SELECT, INSERT, UPDATE, DELETE ON import_legs, import_aliases, transfer_candidates, transfer_rules TO smartmoney_app;
DO $$
DECLARE
    scoped text;
BEGIN
    FOREACH scoped IN ARRAY ARRAY['import_legs', 'import_aliases', 'transfer_candidates', 'transfer_rules'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
        EXECUTE format('CREATE POLICY %1$s_of_book ON %1$I USING (book_id = (SELECT current_book()))', scoped);
    END LOOP;
END $$;
