-- Roles and extensions: run by a superuser before the migrations, every time.
DO $$
BEGIN
    BEGIN
        CREATE ROLE smartmoney_owner NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    BEGIN
        CREATE ROLE smartmoney_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    BEGIN
        CREATE ROLE smartmoney_ops NOLOGIN BYPASSRLS;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
END $$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
DO $$
BEGIN
    IF (SELECT nspowner <> 'smartmoney_owner'::regrole FROM pg_namespace WHERE nspname = 'public') THEN
        ALTER SCHEMA public OWNER TO smartmoney_owner;
    END IF;
END $$;
