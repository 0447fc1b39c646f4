namespace SmartMoney.Api.Features.Imports.Staging;

/// <summary>
/// The SQL of staging: a file's lines in a temporary table, and which account each of its account names means.
/// Outcomes are those of <see cref="RowOutcome"/>.
/// </summary>
internal static class StagingSql
{
    /// <summary>The columns of a line, in the order in which they are copied; the same as in import_rows.</summary>
    public const string Columns = "line, outcome, " + Content;

    /// <summary>Room for the lines and accounts of one import; sorts and hashes of a large file fit into memory, and compiling plans that run once would only cost.</summary>
    public const string Create = """
        SET LOCAL work_mem = '32MB';
        SET LOCAL jit = off;
        DROP TABLE IF EXISTS pg_temp.staged_lines, pg_temp.staged_legs, pg_temp.staged_accounts;
        CREATE TEMP TABLE staged_lines (
            line int NOT NULL, outcome smallint NOT NULL, account_name text, date date, amount bigint, currency character(3),
            payee text, description text, notes text, category text, subcategory text, bank_id text, import_key uuid,
            excluded boolean, transfer boolean, reason text, column_number int, raw text, tags text[]
        ) ON COMMIT DROP;
        CREATE TEMP TABLE staged_legs (
            line int NOT NULL, part smallint NOT NULL, account_name text NOT NULL, amount bigint NOT NULL, currency character(3) NOT NULL,
            payee text NOT NULL, paired boolean NOT NULL, similar_id uuid, PRIMARY KEY (line, part)
        ) ON COMMIT DROP;
        CREATE TEMP TABLE staged_accounts (
            name text NOT NULL, currency character(3) NOT NULL, rows int NOT NULL, account_id uuid, is_new boolean NOT NULL DEFAULT false,
            PRIMARY KEY (name, currency)
        ) ON COMMIT DROP;
        """;

    /// <summary>The columns that plans depend on.</summary>
    public const string Analyze = "ANALYZE staged_lines (line, outcome, account_name, currency); ANALYZE staged_legs;";

    /// <summary>A parsed file on its way in.</summary>
    public const string Copy = $"COPY staged_lines ({Columns}) FROM STDIN (FORMAT binary)";

    /// <summary>The legs of its rows.</summary>
    public const string CopyLegs = $"COPY staged_legs (line, part, {LegContent}) FROM STDIN (FORMAT binary)";

    /// <summary>
    /// $1 book, $2 import: the rows of an import that was previewed before. All columns, so that a commit joins only tables whose
    /// sizes the planner knows; those of import_rows it learns of minutes after a large upload.
    /// </summary>
    public const string Restage = $"""
        INSERT INTO staged_lines ({Columns})
        SELECT line, 1, {Content} FROM import_rows WHERE book_id = $1 AND import_id = $2 AND import_key IS NOT NULL
        """;

    /// <summary>$1 book, $2 import: their legs, with what they resembled in the preview.</summary>
    public const string RestageLegs = $"""
        INSERT INTO staged_legs (line, part, {LegContent}, similar_id)
        SELECT line, part, {LegContent}, similar_id FROM import_legs WHERE book_id = $1 AND import_id = $2
        """;

    /// <summary>What the names of the staged rows mean. $1 book, $2 format, $3 account of the whole import, $4 and $5 the names and accounts that the commit maps.</summary>
    public static readonly string ResolveAccounts = $"""
        INSERT INTO staged_accounts (name, currency, rows, account_id)
        {AccountNamesSql.Resolve("staged_lines WHERE outcome = 1", "staged_legs WHERE true", "unnest($4::text[], $5::uuid[])")}
        """;

    /// <summary>Names whose account is in another currency than their rows: mapped so by the caller, never found so. $1 book.</summary>
    public const string WrongCurrencies = """
        SELECT DISTINCT s.name, s.currency, a.name, a.currency
        FROM staged_accounts s JOIN accounts a ON a.book_id = $1 AND a.id = s.account_id WHERE a.currency <> s.currency
        """;

    /// <summary>The names that no account is known for, the busiest first.</summary>
    public const string UnknownAccounts =
        "SELECT name, currency, rows FROM staged_accounts WHERE account_id IS NULL ORDER BY rows DESC, name, currency";

    /// <summary>$1 names, $2 currencies, $3 accounts: gives unknown names the accounts that are about to be made.</summary>
    public const string GiveAccounts = """
        UPDATE staged_accounts s SET account_id = g.account_id, is_new = true
        FROM unnest($1::text[], $2::text[], $3::uuid[]) AS g (name, currency, account_id)
        WHERE s.name = g.name AND s.currency = g.currency
        """;

    /// <summary>How many lines there are of each outcome after matching.</summary>
    public const string Counts = """
        SELECT coalesce(d.outcome, s.outcome), count(*)::int FROM staged_lines s LEFT JOIN matched d ON d.line = s.line GROUP BY 1
        """;

    /// <summary>$1 book, $2 import: the preview's rows.</summary>
    public const string KeepRows = $"""
        INSERT INTO import_rows (book_id, import_id, line, outcome, account_name, date, amount, currency, payee, description, notes, category,
                                 subcategory, bank_id, import_key, excluded, transfer, reason, column_number, raw, tags, transaction_id, similar_id)
        SELECT $1, $2, s.line, coalesce(d.outcome, s.outcome), s.account_name, s.date, s.amount, s.currency, s.payee, s.description, s.notes, s.category,
               s.subcategory, s.bank_id, s.import_key, s.excluded, s.transfer, s.reason, s.column_number, s.raw, s.tags, d.transaction_id, d.similar_id
        FROM staged_lines s LEFT JOIN matched d ON d.line = s.line
        """;

    /// <summary>$1 book, $2 import: their legs.</summary>
    public const string KeepLegs = $"""
        INSERT INTO import_legs (book_id, import_id, line, part, {LegContent}, similar_id)
        SELECT $1, $2, line, part, {LegContent}, similar_id FROM staged_legs
        """;

    private const string LegContent = "account_name, amount, currency, payee, paired";

    private const string Content =
        "account_name, date, amount, currency, payee, description, notes, category, subcategory, bank_id, import_key, excluded, transfer, "
        + "reason, column_number, raw, tags";
}
