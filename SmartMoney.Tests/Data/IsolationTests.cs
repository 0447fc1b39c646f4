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
    };

    // A token may be bound to a book, but is found by its hash before there is a caller.
    [RequiresFact]
    public async Task No_table_with_a_book_is_left_out_here()
    {
        await using var command = database.Superuser.CreateCommand("""
            SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'book_id'
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'api_tokens'
            """);
        var tables = (string[])(await command.ExecuteScalarAsync())!;
        tables.Append("books").ShouldBe(Tables.Select(row => (string)row[0]), ignoreOrder: true);
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
        await using var columns = database.Superuser.CreateCommand($"""
            SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER' AND is_identity = 'NO'
            """);
        var names = (string)(await columns.ExecuteScalarAsync())!;
        await using var look = database.Superuser.CreateCommand($"SELECT to_jsonb(t)::text FROM {table} t WHERE {book} = '{theirs.Book}' LIMIT 1");
        var row = (string)(await look.ExecuteScalarAsync())!;

        await RefusedAsync($"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, $1::jsonb)", row);
        await using var allowed = database.Superuser.CreateCommand($"SELECT has_table_privilege('smartmoney_app', '{table}', 'UPDATE')");
        if ((bool)(await allowed.ExecuteScalarAsync())!)
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
            await using var allowed = database.Superuser.CreateCommand($"SELECT has_table_privilege('smartmoney_app', '{table}', '{privilege}')");
            if ((bool)(await allowed.ExecuteScalarAsync())!)
                (await session.ExecuteAsync($"{sql} WHERE {book} = $1", theirs.Book)).ShouldBe(0);
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

    // A row in every table.
    private async Task<Household> FilledAsync()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food, payee: "Lunch"));
        await home.ChangeAsync(async session =>
        {
            var (file, import, row) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
            await session.ExecuteAsync("INSERT INTO files (book_id, id, sha256, size, created_at) VALUES ($1, $2, '\\x00', 1, now())", home.Book, file);
            await session.ExecuteAsync("INSERT INTO file_chunks (book_id, file_id, sequence, data) VALUES ($1, $2, 0, '\\x00')", home.Book, file);
            await session.ExecuteAsync("""
                INSERT INTO imports (book_id, id, status, format, file_id, file_name, file_size, lines, other, new, duplicates, suspects, updated,
                                     error_count, created, created_by, created_at, created_accounts, created_categories)
                VALUES ($1, $2, 1, 'moneyforward', $3, 'f', 1, 1, 0, 1, 0, 0, 0, 0, 1, $4, now(), '{}', '{}')
                """, home.Book, import, file, home.Owner);
            await session.ExecuteAsync("INSERT INTO import_rows (book_id, import_id, line, outcome) VALUES ($1, $2, 1, 6)", home.Book, import);
            await session.ExecuteAsync(
                "INSERT INTO import_account_names (book_id, format, name, currency, account_id) VALUES ($1, 'moneyforward', 'Wallet', 'JPY', $2)", home.Book, home.Wallet);
            await session.ExecuteAsync("""
                INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, tags, notes, status, excluded,
                                          import_id, import_account_id, import_key, created_at)
                VALUES ($1, $2, $3, '2026-01-06', -1, 'JPY', -1, '', '', '{}', '', 1, false, $4, $3, $2, now())
                """, home.Book, row, home.Wallet, import);
            await session.ExecuteAsync(
                "INSERT INTO import_legs (book_id, import_id, line, part, account_name, amount, currency, payee, paired) VALUES ($1, $2, 1, 1, 'Wallet', 1, 'JPY', '', true)",
                home.Book, import);
            await session.ExecuteAsync(
                "INSERT INTO import_aliases (book_id, import_id, line, account_id, import_key, amount, transaction_id) VALUES ($1, $2, 1, $3, $4, -1, $4)",
                home.Book, import, home.Wallet, row);
            await session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", row);
            await session.ExecuteAsync("INSERT INTO transfer_candidates (book_id, out_id, in_id, confidence, reason) VALUES ($1, $2, $2, 50, 'words')", home.Book, row);
            await session.ExecuteAsync(
                "INSERT INTO transfer_rules (book_id, id, from_account_id, to_account_id, created_at) VALUES ($1, $2, $3, $3, now())", home.Book, row, home.Wallet);
            await session.ExecuteAsync("""
                INSERT INTO goals (book_id, id, name, target_amount, horizon_years, starting_amount, position, created_at) VALUES ($1, $2, 'Trip', 1, 1, 0, 0, now())
                """, home.Book, row);
            await session.ExecuteAsync(
                "INSERT INTO rules (book_id, id, payee, payee_key, category_id, created_at) VALUES ($1, $2, 'Kiosk', $2, $3, now())", home.Book, row, home.Food);
            await session.ExecuteAsync(
                "INSERT INTO invitations (book_id, id, hash, role, created_by, created_at, expires_at) VALUES ($1, $2, decode(replace($2::text, '-', ''), 'hex'), 0, $3, now(), now())",
                home.Book, row, home.Owner);
            await session.ExecuteAsync("INSERT INTO goal_accounts (book_id, id, goal_id, account_id) VALUES ($1, $2, $2, $3)", home.Book, row, home.Wallet);
        });
        return home;
    }
}

public sealed class IsolationTestsOn15(Postgres15 database) : IsolationTests(database), IClassFixture<Postgres15>;

public sealed class IsolationTestsOn18(Postgres18 database) : IsolationTests(database), IClassFixture<Postgres18>;
