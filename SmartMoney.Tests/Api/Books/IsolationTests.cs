using Npgsql;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Books;

/// <summary>The second wall: what the API's role sees of the tables when the application forgets to ask for its book only.</summary>
[Trait("needs", "postgres")]
public abstract class IsolationTests(Installation api)
{
    private static readonly string[] Tables = ["books", "members", "accounts", "categories", "transactions", "monthly_totals", "account_months", "ledger_history"];

    [RequiresFact]
    public async Task Without_a_book_the_APIs_role_sees_no_row()
    {
        await FilledAsync();
        await using var connection = await api.Database.App.OpenConnectionAsync();
        foreach (var table in Tables)
            (await CountAsync(connection, $"SELECT count(*) FROM {table}")).ShouldBe(0, table);
    }

    [RequiresFact]
    public async Task With_a_book_it_sees_that_books_rows_only()
    {
        var (own, other) = (await FilledAsync(), await FilledAsync());
        await using var connection = await api.Database.App.OpenConnectionAsync();
        await using var transaction = await EnterAsync(connection, own.Id);
        foreach (var table in Tables)
        {
            var column = table == "books" ? "id" : "book_id";
            (await CountAsync(connection, $"SELECT count(*) FROM {table} WHERE {column} = '{own.Id}'")).ShouldBeGreaterThan(0, table);
            (await CountAsync(connection, $"SELECT count(*) FROM {table} WHERE {column} <> '{own.Id}'")).ShouldBe(0, table);
        }

        (await CountAsync(connection, $"WITH gone AS (DELETE FROM transactions WHERE book_id = '{other.Id}' RETURNING 1) SELECT count(*) FROM gone")).ShouldBe(0);
        var stolen = await Should.ThrowAsync<PostgresException>(() => CountAsync(connection, $"UPDATE accounts SET book_id = '{other.Id}'"));
        stolen.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [RequiresFact]
    public async Task The_APIs_role_can_neither_write_what_triggers_write_nor_change_the_schema()
    {
        var book = await FilledAsync();
        foreach (var forbidden in new[]
        {
            "DELETE FROM monthly_totals", "DELETE FROM account_months", "UPDATE ledger_history SET before = '{}'", "DELETE FROM ledger_history", "DELETE FROM books",
            "ALTER TABLE accounts DISABLE ROW LEVEL SECURITY", "DROP POLICY accounts_of_book ON accounts", "SET ROLE smartmoney_owner",
        })
        {
            await using var connection = await api.Database.App.OpenConnectionAsync();
            await using var transaction = await EnterAsync(connection, book.Id);
            (await Should.ThrowAsync<PostgresException>(() => CountAsync(connection, forbidden))).SqlState
                .ShouldBe(PostgresErrorCodes.InsufficientPrivilege, forbidden);
        }
    }

    [RequiresFact]
    public async Task Another_households_rows_are_not_found_by_their_id()
    {
        var (own, other) = (await LedgerBook.NewAsync(api), await LedgerBook.NewAsync(api));
        (await own.GetAsync($"accounts/{other.Wallet}")).ShouldBe(404);
        (await own.GetAsync($"categories/{other.Food}")).ShouldBe(404);
        (await own.Owner.PatchAsync($"{own.Path}/accounts/{other.Wallet}", new { name = "Mine" }, "\"1\"")).ShouldBe(404);
        (await own.Owner.DeleteAsync($"{own.Path}/categories/{other.Food}")).ShouldBe(404);
        (await own.PostAsync("categories", new { name = "Below", kind = "expense", parentId = other.Food })).ShouldRefuse("parentId");
    }

    private async Task<LedgerBook> FilledAsync()
    {
        var book = await LedgerBook.NewAsync(api);
        var row = await book.AddAsync("2026-03-04", -100, book.Food);
        (await book.EditAsync(row, new { amount = -200 })).ShouldBe(200);
        return book;
    }

    private static async Task<NpgsqlTransaction> EnterAsync(NpgsqlConnection connection, Guid book)
    {
        var transaction = await connection.BeginTransactionAsync();
        await CountAsync(connection, $"SELECT 1::bigint FROM set_config('smartmoney.book', '{book}', true)");
        return transaction;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The tests' own text.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() is long count ? count : 0;
    }
}

public sealed class IsolationTestsOn15(InstallationOn15 api) : IsolationTests(api), IClassFixture<InstallationOn15>;

public sealed class IsolationTestsOn18(InstallationOn18 api) : IsolationTests(api), IClassFixture<InstallationOn18>;
