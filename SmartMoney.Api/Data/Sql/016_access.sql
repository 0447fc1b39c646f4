-- Who gets in: attempts, second factors, resets, where sessions are, what happened, and books that wait to be gone.

-- Where a session's browser is, for its owner to recognise it.
ALTER TABLE sessions ADD COLUMN address text NOT NULL DEFAULT '', ADD COLUMN device text NOT NULL DEFAULT '';

-- Failed attempts by what was tried (a hash: it may be an address that nobody has) and from where.
CREATE TABLE sign_in_attempts (
    subject bytea NOT NULL,
    address text NOT NULL,
    failures int NOT NULL,
    last_at timestamptz NOT NULL,
    closed_until timestamptz NOT NULL,
    PRIMARY KEY (subject, address)
);
CREATE INDEX sign_in_attempts_last_at ON sign_in_attempts (last_at);

-- The authenticator app of a user. The secret is protected with the key ring; last_step is the 30 seconds of the last code accepted.
CREATE TABLE authenticators (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret bytea NOT NULL,
    confirmed_at timestamptz,
    last_step bigint NOT NULL DEFAULT 0
);

CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash bytea NOT NULL,
    PRIMARY KEY (user_id, hash)
);

CREATE TABLE trusted_browsers (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash bytea NOT NULL UNIQUE,
    address text NOT NULL,
    device text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX trusted_browsers_user_id ON trusted_browsers (user_id);

CREATE TABLE password_resets (
    hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);
CREATE INDEX password_resets_user_id ON password_resets (user_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempts, authenticators TO smartmoney_app;
GRANT SELECT, INSERT, DELETE ON recovery_codes, trusted_browsers, password_resets TO smartmoney_app;

-- What happened around access, for a book's owners. Who is kept as text: it outlives the account. Append-only for the API.
CREATE TABLE audit_events (
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    who text,
    subject text,
    address text NOT NULL,
    device text NOT NULL,
    PRIMARY KEY (book_id, id)
);
CREATE INDEX audit_events_at ON audit_events (at);
GRANT SELECT ON audit_events TO smartmoney_app;
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_events_of_book ON audit_events USING (book_id = (SELECT current_book()));

-- An event of a person in one of their books, or in all of them: signing in is no matter of one book.
CREATE FUNCTION record_audit(event uuid, happened timestamptz, person uuid, of_book uuid, event_kind text, about text, from_address text, from_device text)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO audit_events (book_id, id, at, kind, who, subject, address, device)
    SELECT m.book_id, event, happened, event_kind, u.email, about, from_address, from_device
    FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.user_id = person AND (of_book IS NULL OR m.book_id = of_book)
$$;
REVOKE EXECUTE ON FUNCTION record_audit(uuid, timestamptz, uuid, uuid, text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_audit(uuid, timestamptz, uuid, uuid, text, text, text, text) TO smartmoney_app;

-- A deleted book waits seven days. Its history ends with its deletion: what is cleared away then is not written down.
ALTER TABLE books ADD COLUMN deleted_at timestamptz;

CREATE OR REPLACE FUNCTION record_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO ledger_history (book_id, change_id, table_name, row_id, operation, user_id, before)
    SELECT b.id, current_change(), TG_TABLE_NAME, (j.row ->> 'id')::uuid, TG_OP, current_member(), j.row
    FROM (SELECT to_jsonb(o) - 'search_text' - 'deleted_at' AS row FROM old_rows o) j
    JOIN books b ON b.id = (j.row ->> CASE TG_TABLE_NAME WHEN 'books' THEN 'id' ELSE 'book_id' END)::uuid AND b.deleted_at IS NULL;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION remember_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF current_setting('smartmoney.undo', true) IS DISTINCT FROM 'on' THEN
        INSERT INTO import_tombstones (book_id, transaction_id, account_id, import_key, bank_id, amount)
        SELECT o.book_id, o.id, o.import_account_id, o.import_key, o.bank_id, o.amount
        FROM old_rows o JOIN books b ON b.id = o.book_id AND b.deleted_at IS NULL
        WHERE o.import_key IS NOT NULL
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION invited_book(link_hash bytea, at timestamptz) RETURNS uuid LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.book_id FROM invitations i JOIN books b ON b.id = i.book_id AND b.deleted_at IS NULL WHERE i.hash = link_hash AND i.expires_at > at
$$;

-- Takes a deleted book's rows away, those that point to others first. The API's role may not delete books itself.
CREATE FUNCTION clear_book(gone uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    cleared text;
BEGIN
    IF NOT EXISTS (SELECT FROM books WHERE id = gone AND deleted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'book % was not deleted', gone;
    END IF;
    FOREACH cleared IN ARRAY ARRAY['transfer_candidates', 'transfer_rules', 'import_aliases', 'goal_accounts', 'goals', 'rules', 'transactions',
                                   'import_account_names', 'imports', 'files', 'categories', 'accounts', 'ledger_history'] LOOP
        EXECUTE format('DELETE FROM %I WHERE book_id = $1', cleared) USING gone;
    END LOOP;
    DELETE FROM books WHERE id = gone;
END $$;
REVOKE EXECUTE ON FUNCTION clear_book(uuid) FROM PUBLIC;

-- Books whose seven days are over, and what the log has had for 400.
CREATE FUNCTION clear_deleted_books(before timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    cleared int := 0;
    gone uuid;
BEGIN
    -- Here and not where events are written: there it would hold the rows of all books for as long as a download takes.
    DELETE FROM audit_events WHERE at < before - interval '393 days';
    FOR gone IN SELECT id FROM books WHERE deleted_at < before ORDER BY deleted_at FOR UPDATE SKIP LOCKED LOOP
        PERFORM clear_book(gone);
        cleared := cleared + 1;
    END LOOP;
    RETURN cleared;
END $$;
REVOKE EXECUTE ON FUNCTION clear_deleted_books(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_deleted_books(timestamptz) TO smartmoney_app;

-- Books that others belong to and nobody else owns, of the person of this transaction: they cannot go before somebody else is owner.
CREATE FUNCTION books_owned_alone() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT b.name FROM members m JOIN books b ON b.id = m.book_id AND b.deleted_at IS NULL
    WHERE m.user_id = current_member() AND m.role = 2
      AND EXISTS (SELECT FROM members o WHERE o.book_id = m.book_id AND o.user_id <> m.user_id)
      AND NOT EXISTS (SELECT FROM members o WHERE o.book_id = m.book_id AND o.user_id <> m.user_id AND o.role = 2)
    ORDER BY b.name
$$;
REVOKE EXECUTE ON FUNCTION books_owned_alone() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION books_owned_alone() TO smartmoney_app;

-- 'Delete everything': the books that one person alone belongs to, at once. Only for the person of this transaction.
CREATE FUNCTION clear_own_books() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    cleared int := 0;
    gone uuid;
BEGIN
    FOR gone IN
        SELECT m.book_id FROM members m
        WHERE m.user_id = current_member() AND NOT EXISTS (SELECT FROM members o WHERE o.book_id = m.book_id AND o.user_id <> m.user_id)
    LOOP
        UPDATE books SET deleted_at = coalesce(deleted_at, now()) WHERE id = gone;
        PERFORM clear_book(gone);
        cleared := cleared + 1;
    END LOOP;
    RETURN cleared;
END $$;
REVOKE EXECUTE ON FUNCTION clear_own_books() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_own_books() TO smartmoney_app;
