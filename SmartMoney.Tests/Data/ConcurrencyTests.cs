using Shouldly;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

[Trait("needs", "postgres")]
public abstract class ConcurrencyTests(PostgresDatabase database)
{
    [RequiresFact]
    public async Task Two_members_who_edit_two_categories_in_opposite_order_wait_for_each_other()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(async session =>
        {
            await session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food);
            await session.AddAsync(home.Wallet, "2026-01-05", -80_000, home.Rent);
        });

        await Task.WhenAll(EditAsync(home.Food, home.Rent), EditAsync(home.Rent, home.Food));

        (await home.ReadAsync<long>("SELECT sum(amount)::bigint FROM transactions")).ShouldBe(-80_900 - (4 * 25));
        (await home.DifferencesAsync()).ShouldBe(0);

        async Task EditAsync(Guid first, Guid second)
        {
            for (var round = 0; round < 25; round++)
            {
                await home.ChangeAsync(async session =>
                {
                    await session.ExecuteAsync("UPDATE transactions SET amount = amount - 1, base_amount = amount - 1 WHERE category_id = $1", first);
                    await Task.Delay(1);
                    await session.ExecuteAsync("UPDATE transactions SET amount = amount - 1, base_amount = amount - 1 WHERE category_id = $1", second);
                });
            }
        }
    }

    [RequiresFact]
    public async Task Two_books_do_not_wait_for_each_other()
    {
        var (ours, theirs) = (await Household.CreateAsync(database), await Household.CreateAsync(database));
        await ours.ChangeAsync(async session =>
        {
            await session.AddAsync(ours.Wallet, "2026-01-05", -900, ours.Food);
            await theirs.ChangeAsync(other => other.AddAsync(theirs.Wallet, "2026-01-05", -900, theirs.Food)).WaitAsync(TimeSpan.FromSeconds(20));
        });
        (await ours.DifferencesAsync()).ShouldBe(0);
        (await theirs.DifferencesAsync()).ShouldBe(0);
    }
}

public sealed class ConcurrencyTestsOn15(Postgres15 database) : ConcurrencyTests(database), IClassFixture<Postgres15>;

public sealed class ConcurrencyTestsOn18(Postgres18 database) : ConcurrencyTests(database), IClassFixture<Postgres18>;
