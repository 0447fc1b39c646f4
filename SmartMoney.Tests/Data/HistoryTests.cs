using Npgsql;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

[Trait("needs", "postgres")]
public abstract class HistoryTests(PostgresDatabase database)
{
    [RequiresTheory]
    [InlineData("books", "UPDATE books SET name = 'x', version = 99 WHERE id = $1 AND $2 <> $3")]
    [InlineData("accounts", "UPDATE accounts SET name = 'x', version = 99 WHERE book_id = $1 AND id = $2 AND id <> $3")]
    [InlineData("categories", "UPDATE categories SET name = 'x', version = 99 WHERE book_id = $1 AND id <> $2 AND id = $3")]
    public async Task Every_update_counts_the_version_up_by_one_whoever_writes(string table, string update)
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.ExecuteAsync(update, home.Book, home.Wallet, home.Food));
        await home.ChangeAsync(session => session.ExecuteAsync(update, home.Book, home.Wallet, home.Food));
        (await home.ReadAsync<int>($"SELECT version FROM {table} WHERE name = 'x' AND updated_at > created_at")).ShouldBe(3);
    }

    [RequiresFact]
    public async Task A_change_is_kept_with_who_when_and_what_it_was_before()
    {
        var home = await Household.CreateAsync(database);
        var lunch = Guid.Empty;
        var addition = await home.ChangeAsync(async session => lunch = await session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food, payee: "Lunch"));
        var edit = await home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET payee = 'Dinner' WHERE id = $1", lunch));
        var deletion = await home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", lunch));

        (await home.ListAsync<string>("SELECT concat_ws(' ', operation, change_id, before ->> 'payee') FROM ledger_history WHERE row_id = $1 ORDER BY id", lunch))
            .ShouldBe([$"INSERT {addition}", $"UPDATE {edit} Lunch", $"DELETE {deletion} Dinner"]);
        (await home.ReadAsync<bool>("""
            SELECT bool_and(user_id = $1 AND table_name = 'transactions' AND changed_at BETWEEN now() - interval '1 hour' AND now()
                            AND NOT coalesce(before ? 'search_text', false))
            FROM ledger_history WHERE row_id = $2
            """, home.Owner, lunch)).ShouldBe(true);
    }

    [RequiresFact]
    public async Task What_a_book_starts_with_is_no_change()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.ExecuteAsync("""
            INSERT INTO categories (book_id, id, name, kind, position, built_in, created_at) VALUES ($1, gen_random_uuid(), 'Fun', 0, 0, 'fun', now())
            """, home.Book));
        (await home.ReadAsync<long>("SELECT count(*) FROM ledger_history WHERE change_id IS NOT NULL")).ShouldBe(0);
    }

    [RequiresFact]
    public async Task A_refused_write_leaves_no_trace()
    {
        var home = await Household.CreateAsync(database);
        await Should.ThrowAsync<PostgresException>(() => home.ChangeAsync(async session =>
        {
            await session.AddAsync(home.Wallet, "2026-01-05", -900);
            await session.AddAsync(home.Wallet, "2026-01-05", 0);
        }));
        (await home.ReadAsync<long>("SELECT count(*) FROM transactions")).ShouldBe(0);
        (await home.ReadAsync<long>("SELECT count(*) FROM monthly_totals")).ShouldBe(0);
        (await home.ReadAsync<long>("SELECT count(*) FROM ledger_history WHERE change_id IS NOT NULL")).ShouldBe(0);
    }
}

public sealed class HistoryTestsOn15(Postgres15 database) : HistoryTests(database), IClassFixture<Postgres15>;

public sealed class HistoryTestsOn18(Postgres18 database) : HistoryTests(database), IClassFixture<Postgres18>;
