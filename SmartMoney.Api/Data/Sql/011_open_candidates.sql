-- Whether a suggestion waits for a person is kept with it, so that the dashboard counts those that wait without looking at both rows of every
-- pair ever found.

-- The distance in days is that of TransferSql.Days.
CREATE FUNCTION may_be_transfer(paid transactions, received transactions) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT paid.excluded AND (paid.transfer_id IS NULL OR paid.transfer_id = paid.id)
       AND NOT received.excluded AND (received.transfer_id IS NULL OR received.transfer_id = received.id)
       AND paid.amount = -received.amount AND paid.currency = received.currency
       AND paid.account_id <> received.account_id AND abs(paid.date - received.date) <= 4
$$;

ALTER TABLE transfer_candidates ADD COLUMN open boolean NOT NULL DEFAULT true;
UPDATE transfer_candidates c SET open = false
WHERE NOT EXISTS (
    SELECT FROM transactions o JOIN transactions i ON i.book_id = o.book_id AND i.id = c.in_id
    WHERE o.book_id = c.book_id AND o.id = c.out_id AND may_be_transfer(o, i));
CREATE INDEX transfer_candidates_open ON transfer_candidates (book_id, confidence DESC, out_id, in_id) WHERE open AND NOT dismissed;

-- Pairing, parting, leaving out, editing and the undo of any of them are updates; a deleted row's candidates go with it.
CREATE FUNCTION judge_candidates() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    WITH changed AS MATERIALIZED (
        SELECT n.book_id, n.id FROM new_rows n JOIN old_rows o ON o.book_id = n.book_id AND o.id = n.id
        WHERE (n.account_id, n.date, n.amount, n.currency, n.excluded, n.transfer_id)
              IS DISTINCT FROM (o.account_id, o.date, o.amount, o.currency, o.excluded, o.transfer_id)
    ), touched AS (
        SELECT c.book_id, c.out_id, c.in_id FROM changed r JOIN transfer_candidates c ON c.book_id = r.book_id AND c.out_id = r.id
        UNION
        SELECT c.book_id, c.out_id, c.in_id FROM changed r JOIN transfer_candidates c ON c.book_id = r.book_id AND c.in_id = r.id
    )
    UPDATE transfer_candidates c SET open = NOT c.open
    FROM touched t
    JOIN transactions o ON o.book_id = t.book_id AND o.id = t.out_id
    JOIN transactions i ON i.book_id = t.book_id AND i.id = t.in_id
    WHERE c.book_id = t.book_id AND c.out_id = t.out_id AND c.in_id = t.in_id AND c.open <> may_be_transfer(o, i);
    RETURN NULL;
END $$;
CREATE TRIGGER transactions_judge_candidates AFTER UPDATE ON transactions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION judge_candidates();

-- The undo of a dismissal writes the whole row as it was then; whether it is open is what its transactions are now.
CREATE FUNCTION judge_candidate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.open := EXISTS (
        SELECT FROM transactions o JOIN transactions i ON i.book_id = o.book_id AND i.id = NEW.in_id
        WHERE o.book_id = NEW.book_id AND o.id = NEW.out_id AND may_be_transfer(o, i));
    RETURN NEW;
END $$;
CREATE TRIGGER transfer_candidates_judge BEFORE UPDATE OF dismissed ON transfer_candidates FOR EACH ROW EXECUTE FUNCTION judge_candidate();
