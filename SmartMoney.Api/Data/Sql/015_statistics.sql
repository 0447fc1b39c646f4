-- After a large import the planner would go by the statistics of before, until autovacuum comes by: a book's accounts then took twenty times
-- as long to read. The API's role owns no table, so it may not analyse one itself.
CREATE FUNCTION analyze_ledger() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE transactions, account_months, monthly_totals;
END $$;
REVOKE EXECUTE ON FUNCTION analyze_ledger() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_ledger() TO smartmoney_app;
