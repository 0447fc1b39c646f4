using Npgsql;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

/// <summary>A transaction's category is checked once a statement; it holds as a foreign key does.</summary>
[Trait("needs", "postgres")]
public abstract class CategoryReferenceTests(PostgresDatabase database)
{
    [RequiresFact]
    public async Task A_row_in_a_category_that_is_not_there_or_not_the_books_is_refused()
    {
        var (home, theirs) = (await Household.CreateAsync(database), await Household.CreateAsync(database));
        foreach (var category in new[] { Guid.NewGuid(), theirs.Food })
            await RefusedAsync(() => home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, category)));
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food));
        await RefusedAsync(() => home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET category_id = $1", theirs.Food)));
        (await home.ReadAsync<long>("SELECT count(*) FROM transactions")).ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_category_with_rows_cannot_go_and_none_changes_its_id()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food));
        await RefusedAsync(() => home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM categories WHERE id = $1", home.Food)));
        await RefusedAsync(() => home.ChangeAsync(session => session.ExecuteAsync("UPDATE categories SET id = $1 WHERE id = $2", Guid.NewGuid(), home.Food)));
        await home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM categories WHERE id = $1", home.Rent));
    }

    [RequiresFact]
    public async Task A_category_that_is_going_takes_no_new_row_and_one_that_takes_a_row_does_not_go()
    {
        var home = await Household.CreateAsync(database);
        await using (var going = await home.OpenAsync())
        {
            await going.ExecuteAsync("DELETE FROM categories WHERE id = $1", home.Food);
            var adding = Task.Run(async () =>
            {
                await using var session = await home.OpenAsync();
                await session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food);
            });
            await Task.Delay(300);
            adding.IsCompleted.ShouldBeFalse();
            await going.CommitAsync();
            await RefusedAsync(() => adding);
        }

        await using var taking = await home.OpenAsync();
        await taking.AddAsync(home.Wallet, "2026-01-05", -900, home.Rent);
        var deleting = Task.Run(async () =>
        {
            await using var session = await home.OpenAsync();
            await session.ExecuteAsync("DELETE FROM categories WHERE id = $1", home.Rent);
        });
        await Task.Delay(300);
        deleting.IsCompleted.ShouldBeFalse();
        await taking.CommitAsync();
        await RefusedAsync(() => deleting);
    }

    private static async Task RefusedAsync(Func<Task> work) =>
        (await work.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
}

public sealed class CategoryReferenceTestsOn15(Postgres15 database) : CategoryReferenceTests(database), IClassFixture<Postgres15>;

public sealed class CategoryReferenceTestsOn18(Postgres18 database) : CategoryReferenceTests(database), IClassFixture<Postgres18>;
