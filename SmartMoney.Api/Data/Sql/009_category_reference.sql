-- A transaction's category is one of its own book, as a foreign key would have it; but checked once a statement and not once a row.
-- A second key a row cost an import a tenth of its time: of 100,000 rows there are a few dozen categories.

ALTER TABLE transactions DROP CONSTRAINT transactions_category;

-- The lock is the foreign key's own: a category that rows are being put into cannot go meanwhile, and one that is going has no new rows.
CREATE FUNCTION require_categories() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    missing uuid;
BEGIN
    WITH named AS MATERIALIZED (
        SELECT DISTINCT book_id, category_id FROM new_rows WHERE category_id IS NOT NULL
    ), there AS MATERIALIZED (
        SELECT c.book_id, c.id FROM categories c JOIN named n ON n.book_id = c.book_id AND n.category_id = c.id FOR KEY SHARE OF c
    )
    SELECT n.category_id INTO missing FROM named n
    WHERE NOT EXISTS (SELECT FROM there t WHERE t.book_id = n.book_id AND t.id = n.category_id) LIMIT 1;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'The book has no category %.', missing
            USING ERRCODE = 'foreign_key_violation', TABLE = 'transactions', CONSTRAINT = 'transactions_category';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transactions_category_insert AFTER INSERT ON transactions REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION require_categories();
CREATE TRIGGER transactions_category_update AFTER UPDATE ON transactions REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION require_categories();

CREATE FUNCTION keep_used_categories() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM old_rows o JOIN transactions t ON t.book_id = o.book_id AND t.category_id = o.id) THEN
        RAISE EXCEPTION 'A category that transactions are in cannot be deleted.'
            USING ERRCODE = 'foreign_key_violation', TABLE = 'transactions', CONSTRAINT = 'transactions_category';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER categories_used AFTER DELETE ON categories REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION keep_used_categories();

CREATE FUNCTION keep_category_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A category keeps its book and its id.' USING ERRCODE = 'foreign_key_violation', TABLE = 'categories';
END $$;
CREATE TRIGGER categories_keep_id AFTER UPDATE ON categories FOR EACH ROW
    WHEN (OLD.book_id <> NEW.book_id OR OLD.id <> NEW.id) EXECUTE FUNCTION keep_category_id();
