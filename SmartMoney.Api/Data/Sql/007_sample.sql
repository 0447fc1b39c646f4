-- Which rows the sample household brought. Null, not false, on all others: the history knows rows from before this column,
-- and an undo brings them back with null.
ALTER TABLE accounts ADD COLUMN sample boolean;
ALTER TABLE goals ADD COLUMN sample boolean;
ALTER TABLE transactions ADD COLUMN sample boolean;
CREATE INDEX transactions_of_sample ON transactions (book_id) WHERE sample;
