-- Who belongs to a household: versions of the members' roles, and invitations, of which the database knows only a hash.

ALTER TABLE members ADD COLUMN version int NOT NULL DEFAULT 1;

CREATE TABLE invitations (
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    hash bytea NOT NULL UNIQUE,
    role int NOT NULL CHECK (role BETWEEN 0 AND 2),
    created_by uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (book_id, id)
);
CREATE INDEX invitations_created_by ON invitations (created_by);

GRANT SELECT, INSERT, DELETE ON invitations TO smartmoney_app;
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
CREATE POLICY invitations_of_book ON invitations USING (book_id = (SELECT current_book()));

-- The one thing to be known of an invitation before its book is: which book that is, for who has the link. It opens nothing by itself.
CREATE FUNCTION invited_book(link_hash bytea, at timestamptz) RETURNS uuid LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT book_id FROM invitations WHERE hash = link_hash AND expires_at > at
$$;
REVOKE EXECUTE ON FUNCTION invited_book(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION invited_book(bytea, timestamptz) TO smartmoney_app;
