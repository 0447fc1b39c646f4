using Npgsql;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

/// <summary>Row-level security, table by table, as the API's role: whatever a query forgets, another book's rows stay out of reach.</summary>
[Trait("needs", "postgres")]
public abstract class IsolationTests(PostgresDatabase database)
{
    /// <summary>Every table that holds a book's rows, and the column that says whose.</summary>
    public static TheoryData<string, string> Tables => new()
    {
        { "books", "id" },
        { "members", "book_id" },
        { "accounts", "book_id" },
        { "categories", "book_id" },
        { "transactions", "book_id" },
        { "monthly_totals", "book_id" },
        { "account_months", "book_id" },
        { "ledger_versions", "book_id" },
        { "ledger_history", "book_id" },
        { "imports", "book_id" },
        { "import_rows", "book_id" },
        { "import_account_names", "book_id" },
        { "import_tombstones", "book_id" },
        { "import_legs", "book_id" },
        { "import_aliases", "book_id" },
        { "transfer_candidates", "book_id" },
        { "transfer_rules", "book_id" },
        { "files", "book_id" },
        { "file_chunks", "book_id" },
        { "goals", "book_id" },
        { "goal_accounts", "book_id" },
        { "rules", "book_id" },
        { "invitations", "book_id" },
        { "audit_events", "book_id" },
    };

    /// <summary>The tables that hold no book's rows, and why the API's role sees all of each: what it asks of them, it asks before there is a book.</summary>
    private static readonly Dictionary<string, string> Bookless = new(StringComparer.Ordinal)
    {
        ["users"] = "found by e-mail address at the login",
        ["user_claims"] = "Identity's, of a user; unused",
        ["user_logins"] = "Identity's, of a user; unused",
        ["user_tokens"] = "Identity's, of a user; unused",
        ["user_passkeys"] = "found by credential at the login",
        ["sessions"] = "found by the cookie's secret before there is a caller",
        ["api_tokens"] = "found by hash before there is a caller; may be bound to a book, which opens nothing by itself",
        ["authenticators"] = "asked at the login",
        ["recovery_codes"] = "asked at the login",
        ["trusted_browsers"] = "found by hash at the login",
        ["password_resets"] = "found by hash, for who cannot sign in",
        ["sign_in_attempts"] = "counted before there is a caller, for addresses that nobody has too",
        ["idempotency_keys"] = "a caller's, over all their books",
        ["data_protection_keys"] = "the installation's",
        ["__EFMigrationsHistory"] = "the installation's",
    };

    [RequiresFact]
    public async Task Every_table_is_a_books_or_named_here_with_the_reason_why_not()
    {
        (await NamesAsync("SELECT array_agg(relname::text) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"))
            .ShouldBe(Tables.Select(row => (string)row[0]).Concat(Bookless.Keys), ignoreOrder: true);
    }

    [RequiresFact]
    public async Task Every_table_of_a_book_is_behind_policies_for_reading_and_for_writing_and_the_api_s_role_cannot_get_around_them()
    {
        var open = await NamesAsync("""
            SELECT array_agg(c.relname::text) FROM pg_class c
            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT (c.relrowsecurity
              AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polpermissive
                            AND pg_get_expr(p.polqual, p.polrelid) LIKE '%current_book()%')
              AND c.relowner <> 'smartmoney_app'::regrole)
            """);
        open.ShouldBe(Bookless.Keys, ignoreOrder: true);
        // A view runs with its owner's rights: there is none.
        (await NamesAsync("SELECT array_agg(relname::text) FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace")).ShouldBeEmpty();
    }

    [RequiresTheory]
    [MemberData(nameof(Tables))]
    public async Task A_book_sees_its_own_rows_and_nobody_else_s(string table, string book)
    {
        var (ours, theirs) = (await FilledAsync(), await FilledAsync());
        (await CountAsync(ours.Owner, ours.Book)).ShouldBeGreaterThan(0);
        (await CountAsync(ours.Owner, ours.Book, theirs.Book)).ShouldBe(0);
        (await CountAsync(user: null, book: null)).ShouldBe(0);
        (await CountAsync(Guid.NewGuid(), Guid.NewGuid())).ShouldBe(0);

        async Task<long> CountAsync(Guid? user, Guid? book, Guid? of = null)
        {
            await using var session = await LedgerSession.OpenAsync(database.App, user, book);
            return await session.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE {Column()} = coalesce($1, {Column()})", of as object ?? DBNull.Value);
        }

        string Column() => $"{book}::uuid";
    }

    [RequiresTheory]
    [MemberData(nameof(Tables))]
    public async Task No_row_is_written_into_another_book(string table, string book)
    {
        var (ours, theirs) = (await FilledAsync(), await FilledAsync());
        await RefusedAsync(await CopyAsync(table), await RowAsync(table, book, theirs.Book));
        if (await MayAsync(table, "UPDATE"))
            await RefusedAsync($"UPDATE {table} SET {book} = $1 WHERE {book} = current_book()", theirs.Book);

        async Task RefusedAsync(string sql, object value)
        {
            await using var session = await ours.OpenAsync();
            var refusal = await Should.ThrowAsync<PostgresException>(() => session.ExecuteAsync(sql, value));
            refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, refusal.MessageText);
        }
    }

    [RequiresTheory]
    [MemberData(nameof(Tables))]
    public async Task No_row_of_another_book_is_changed_or_deleted(string table, string book)
    {
        var (ours, theirs) = (await FilledAsync(), await FilledAsync());
        await using var session = await ours.OpenAsync();
        foreach (var (privilege, sql) in new[] { ("UPDATE", $"UPDATE {table} SET {book} = {book}"), ("DELETE", $"DELETE FROM {table}") })
        {
            if (await MayAsync(table, privilege))
                (await session.ExecuteAsync($"{sql} WHERE {book} = $1", theirs.Book)).ShouldBe(0);
        }
    }

    [RequiresTheory]
    [MemberData(nameof(Tables))]
    public async Task Without_a_book_no_row_is_seen_written_changed_or_deleted(string table, string book)
    {
        var home = await FilledAsync();
        foreach (var user in new[] { (Guid?)null, home.Owner })
        {
            await using (var session = await LedgerSession.OpenAsync(database.App, user, book: null))
            {
                // Which books are theirs is what a member is told before one is opened.
                var seen = await session.ScalarAsync<long>($"SELECT count(*) FROM {table}");
                seen.ShouldBe(user is not null && table is "books" or "members" ? 1 : 0);
                foreach (var (privilege, sql) in new[] { ("UPDATE", $"UPDATE {table} SET {book} = {book}"), ("DELETE", $"DELETE FROM {table}") })
                {
                    if (await MayAsync(table, privilege))
                        (await session.ExecuteAsync(sql)).ShouldBe(0);
                }
            }

            await using var writing = await LedgerSession.OpenAsync(database.App, user, book: null);
            var refusal = await Should.ThrowAsync<PostgresException>(async () => await writing.ExecuteAsync(await CopyAsync(table), await RowAsync(table, book, home.Book)));
            refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, refusal.MessageText);
        }
    }

    [RequiresTheory]
    [InlineData("COMMIT")]
    [InlineData("ROLLBACK")]
    [InlineData("SELECT 1 / 0")]
    [InlineData("")]
    public async Task The_next_transaction_on_a_pooled_connection_has_no_book_however_the_last_one_ended(string end)
    {
        var home = await FilledAsync();
        await using var pool = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.AppConnectionString) { MaxPoolSize = 1 }.ConnectionString);
        int process;
        await using (var first = await LedgerSession.OpenAsync(pool, home.Owner, home.Book))
        {
            process = await first.ScalarAsync<int>("SELECT pg_backend_pid()");
            (await first.ScalarAsync<long>("SELECT count(*) FROM transactions")).ShouldBeGreaterThan(0);
            if (end.StartsWith("SELECT", StringComparison.Ordinal))
                await Should.ThrowAsync<PostgresException>(() => first.ExecuteAsync(end));
            else if (end == "COMMIT")
                await first.CommitAsync();
            else if (end.Length > 0)
                await first.RollbackAsync();
        }

        await using var next = await pool.OpenConnectionAsync();
        foreach (var found in new[] { $"WHERE pg_backend_pid() <> {process}", "WHERE current_book() IS NOT NULL OR current_member() IS NOT NULL", "FROM transactions", "FROM books" })
        {
            await using var command = new NpgsqlCommand($"SELECT 1 {found}", next);
            (await command.ExecuteScalarAsync()).ShouldBeNull(found);
        }
    }

    [RequiresFact]
    public async Task A_member_sees_the_books_that_are_theirs_before_one_is_opened()
    {
        var (ours, _) = (await FilledAsync(), await FilledAsync());
        await using var session = await LedgerSession.OpenAsync(database.App, ours.Owner, book: null);
        (await session.ListAsync<Guid>("SELECT id FROM books")).ShouldBe([ours.Book]);
        (await session.ListAsync<Guid>("SELECT book_id FROM members")).ShouldBe([ours.Book]);
        (await session.ExecuteAsync("UPDATE books SET name = 'mine'")).ShouldBe(0);
    }

    [RequiresFact]
    public async Task Search_finds_in_the_current_book_only()
    {
        var (ours, theirs) = (await FilledAsync(), await FilledAsync());
        (await ours.ListAsync<Guid>("SELECT search_transactions('lunch', 100)")).Count.ShouldBe(1);
        (await theirs.ListAsync<Guid>("SELECT search_transactions('lunch', 100)")).Count.ShouldBe(1);
        await using var session = await LedgerSession.OpenAsync(database.App, ours.Owner, book: null);
        (await session.ListAsync<Guid>("SELECT search_transactions('lunch', 100)")).ShouldBeEmpty();
    }

    // Inserts a row given as JSON.
    private async Task<string> CopyAsync(string table)
    {
        var names = await ScalarAsync<string>($"""
            SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER' AND is_identity = 'NO'
            """);
        return $"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, $1::jsonb)";
    }

    private Task<string> RowAsync(string table, string book, Guid of) => ScalarAsync<string>($"SELECT to_jsonb(t)::text FROM {table} t WHERE {book} = '{of}' LIMIT 1");

    private Task<bool> MayAsync(string table, string privilege) => ScalarAsync<bool>($"SELECT has_table_privilege('smartmoney_app', '{table}', '{privilege}')");

    private async Task<string[]> NamesAsync(string sql)
    {
        await using var command = database.Superuser.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string[] ?? [];
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = database.Superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    // A row in every table.
    private async Task<Household> FilledAsync()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food, payee: "Lunch"));
        await home.ChangeAsync(session => EveryTable.FillAsync(session, home.Book, home.Owner, home.Wallet, home.Food));
        return home;
    }
}

public sealed class IsolationTestsOn15(Postgres15 database) : IsolationTests(database), IClassFixture<Postgres15>;

public sealed class IsolationTestsOn18(Postgres18 database) : IsolationTests(database), IClassFixture<Postgres18>;
