-- Who leaves a book, how long others wait for it, and who took a file along.

-- A token for one book goes with its owner's membership, one included that is being made while they are removed.
DELETE FROM api_tokens t
WHERE t.book_id IS NOT NULL AND NOT EXISTS (SELECT FROM members m WHERE m.book_id = t.book_id AND m.user_id = t.user_id);
ALTER TABLE api_tokens ADD CONSTRAINT fk_api_tokens_members FOREIGN KEY (book_id, user_id) REFERENCES members (book_id, user_id) ON DELETE CASCADE;

-- 'Delete everything', first part: the books that nobody else belongs to. They take minutes when they are large, so none is locked yet that others
-- write to; lock_own_books() and clear_own_books() follow.
CREATE FUNCTION clear_books_alone() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone uuid;
BEGIN
    FOR gone IN
        SELECT m.book_id FROM members m
        WHERE m.user_id = current_member() AND NOT EXISTS (SELECT FROM members o WHERE o.book_id = m.book_id AND o.user_id <> m.user_id)
        ORDER BY m.book_id
    LOOP
        -- Whoever was joining it has joined then, and it stays.
        PERFORM FROM books WHERE id = gone FOR UPDATE;
        CONTINUE WHEN EXISTS (SELECT FROM members o WHERE o.book_id = gone AND o.user_id <> current_member());
        UPDATE books SET deleted_at = coalesce(deleted_at, now()) WHERE id = gone;
        PERFORM clear_book(gone);
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION clear_books_alone() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_books_alone() TO smartmoney_app;

-- As before; a file that is downloaded again and again is counted too.
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
        WHERE event_kind IN ('signedIn', 'signedOut', 'signInFailed', 'secondFactorFailed', 'passkeyRefused', 'exported', 'fileDownloaded')
          AND a.book_id = c.book_id AND a.id = same.id
        RETURNING a.book_id
    )
    INSERT INTO audit_events (book_id, id, at, kind, who, subject, address, device)
    SELECT c.book_id, event, happened, event_kind, c.email, about, from_address, from_device
    FROM concerned c WHERE c.book_id NOT IN (SELECT book_id FROM again)
$$;
