-- A file may name a purse in two currencies: those are two accounts, and each is to be found again.

ALTER TABLE import_account_names ADD COLUMN currency character(3);
UPDATE import_account_names n SET currency = a.currency FROM accounts a WHERE a.book_id = n.book_id AND a.id = n.account_id;
ALTER TABLE import_account_names
    ALTER COLUMN currency SET NOT NULL,
    DROP CONSTRAINT pk_import_account_names,
    ADD CONSTRAINT pk_import_account_names PRIMARY KEY (book_id, format, name, currency);
