-- Access that ends at once, and a log that cannot be flooded.

-- A secret for an authenticator app waits ten minutes for its first code.
ALTER TABLE authenticators ADD COLUMN begun_at timestamptz NOT NULL DEFAULT now();

-- How often it happened within ten minutes: somebody who tries a hundred times must not push all else out of sight.
ALTER TABLE audit_events ADD COLUMN times int NOT NULL DEFAULT 1, ADD COLUMN last_at timestamptz;

-- As before, but what only says that somebody came, or tried to, is counted where the latest events hold the same.
CREATE OR REPLACE FUNCTION record_audit(event uuid, happened timestamptz, person uuid, of_book uuid, event_kind text, about text, from_address text, from_device text)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH concerned AS (
        SELECT m.book_id, u.email FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.user_id = person AND (of_book IS NULL OR m.book_id = of_book)
    ), again AS (
        UPDATE audit_events a SET times = a.times + 1, last_at = happened
        FROM concerned c CROSS JOIN LATERAL (
            SELECT r.id
            FROM (SELECT l.* FROM audit_events l WHERE l.book_id = c.book_id ORDER BY l.id DESC LIMIT 200) r
            WHERE r.kind = event_kind AND r.who = c.email AND r.subject IS NOT DISTINCT FROM about
              AND r.address = from_address AND (r.device = from_device OR event_kind <> 'signedIn') AND r.at > happened - interval '10 minutes'
            ORDER BY r.id DESC LIMIT 1
        ) same
        WHERE event_kind IN ('signedIn', 'signedOut', 'signInFailed', 'secondFactorFailed', 'passkeyRefused', 'exported')
          AND a.book_id = c.book_id AND a.id = same.id
        RETURNING a.book_id
    )
    INSERT INTO audit_events (book_id, id, at, kind, who, subject, address, device)
    SELECT c.book_id, event, happened, event_kind, c.email, about, from_address, from_device
    FROM concerned c WHERE c.book_id NOT IN (SELECT book_id FROM again)
$$;

-- Which books are due is decided here, by this clock: the API's role cannot clear one away that can still be restored.
CREATE FUNCTION books_to_clear() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM books WHERE deleted_at < now() - interval '7 days' ORDER BY deleted_at
$$;
REVOKE EXECUTE ON FUNCTION books_to_clear() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION books_to_clear() TO smartmoney_app;

-- False for one that is not due, or that another replica clears away.
CREATE FUNCTION clear_deleted_book(gone uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM books WHERE id = gone AND deleted_at < now() - interval '7 days' FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM clear_book(gone);
    RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION clear_deleted_book(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_deleted_book(uuid) TO smartmoney_app;

-- For the version before, which calls it until it is replaced.
CREATE OR REPLACE FUNCTION clear_deleted_books(before timestamptz) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FILTER (WHERE clear_deleted_book(due))::int FROM books_to_clear() due
$$;

-- What the log has had for 400 days, failed sign-ins of the day before, and answers that were kept for a repeated request, those of books that are gone among them.
CREATE FUNCTION clear_old_access() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM audit_events WHERE at < now() - interval '400 days';
    -- What somebody is just using is taken the next time.
    DELETE FROM idempotency_keys WHERE (user_id, key) IN
        (SELECT user_id, key FROM idempotency_keys WHERE created_at < now() - interval '24 hours' FOR UPDATE SKIP LOCKED);
    DELETE FROM sign_in_attempts WHERE (subject, address) IN
        (SELECT subject, address FROM sign_in_attempts WHERE last_at < now() - interval '1 day' FOR UPDATE SKIP LOCKED);
$$;
REVOKE EXECUTE ON FUNCTION clear_old_access() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_old_access() TO smartmoney_app;

-- In one order, so that two who do it wait for each other and not forever.
CREATE FUNCTION lock_own_books() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT FROM books WHERE id IN (SELECT book_id FROM members WHERE user_id = current_member()) ORDER BY id FOR NO KEY UPDATE
$$;
REVOKE EXECUTE ON FUNCTION lock_own_books() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_own_books() TO smartmoney_app;
