using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Calendar;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

/// <summary>Whatever happens to a ledger, its monthly totals are what its transactions say.</summary>
[Trait("needs", "postgres")]
public abstract class TotalsTests(PostgresDatabase database)
{
    private static readonly Arbitrary<int[]> Histories = Gen.Choose(0, 1_000_000).ArrayOf(14).ToArbitrary();

    [RequiresFact]
    public void After_any_sequence_of_changes_the_totals_are_those_of_the_transactions() =>
        Prop.ForAll(Histories, steps => HoldsAsync(steps)).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [RequiresFact]
    public async Task A_refund_lowers_spending_and_uncategorised_rows_follow_their_sign()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(async session =>
        {
            await session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food);
            await session.AddAsync(home.Wallet, "2026-01-06", 300, home.Food);
            await session.AddAsync(home.Wallet, "2026-01-07", 5000, home.Salary);
            await session.AddAsync(home.Wallet, "2026-01-07", -70, home.Salary);
            await session.AddAsync(home.Wallet, "2026-01-08", 10);
            await session.AddAsync(home.Wallet, "2026-01-08", -20);
            await session.AddAsync(home.Wallet, "2026-01-09", -1, home.Food, transfer: Guid.NewGuid());
            await session.AddAsync(home.Wallet, "2026-01-09", -2, home.Food, excluded: true, transfer: Guid.NewGuid());
            await session.AddAsync(home.Dollars, "2026-01-10", -4, home.Food, currency: "USD");
        });
        (await home.ListAsync<string>("""
            SELECT concat_ws(' ', flow, currency, coalesce(c.name, '-'), amount, base_amount, unconverted, t.count)
            FROM monthly_totals t LEFT JOIN categories c ON c.id = t.category_id ORDER BY flow, currency, coalesce(c.name, '-')
            """)).ShouldBe([
                "0 JPY Food -1 -1 0 1",
                "1 JPY - 10 10 0 1",
                "1 JPY Salary 4930 4930 0 2",
                "2 JPY - -20 -20 0 1",
                "2 JPY Food -600 -600 0 2",
                "2 USD Food -4 0 1 1",
                "3 JPY Food -2 -2 0 1",
            ]);
    }

    [RequiresFact]
    public async Task A_month_that_is_emptied_leaves_no_row_behind()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food));
        await home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET date = '2026-02-05'"));
        (await home.ListAsync<DateOnly>("SELECT month FROM monthly_totals")).ShouldBe([new DateOnly(2026, 2, 1)]);
        await home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM transactions"));
        (await home.ReadAsync<long>("SELECT (SELECT count(*) FROM monthly_totals) + (SELECT count(*) FROM account_months)")).ShouldBe(0);
    }

    [RequiresFact]
    public async Task A_difference_is_found_on_either_side()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food));
        await using var spoil = database.Superuser.CreateCommand($"UPDATE monthly_totals SET amount = amount + 1 WHERE book_id = '{home.Book}'");
        await spoil.ExecuteNonQueryAsync();
        (await home.ListAsync<string>("SELECT side FROM totals_differences() ORDER BY side")).ShouldBe(["computed", "computed by account", "kept", "kept by account"]);
    }

    private async Task<bool> HoldsAsync(int[] steps)
    {
        var home = await Household.CreateAsync(database, firstDay: 1 + (steps.FirstOrDefault() % 31));
        var done = new Stack<Guid>();
        foreach (var step in steps)
        {
            done.Push(step % 12 == 11 && done.Count > 0 ? (await home.UndoAsync(done.Pop())).Change : await home.ChangeAsync(session => StepAsync(home, session, step)));
            (await home.ListAsync<string>("SELECT side || total::text FROM totals_differences()")).ShouldBeEmpty();
            (await home.ReadAsync<long>("SELECT (SELECT count(*) FROM monthly_totals WHERE count <= 0) + (SELECT count(*) FROM account_months WHERE count <= 0)")).ShouldBe(0);
        }

        (await KeptAsync(home)).ShouldBe(await SummedAsync(home), ignoreOrder: true);
        return true;
    }

    private static async Task StepAsync(Household home, LedgerSession session, int step)
    {
        var category = new[] { home.Food, home.Rent, home.Salary, (Guid?)null }[step / 12 % 4];
        // Some of the rows, none or all.
        var some = $"WHERE abs(hashtext(id::text)) % 4 < {step / 48 % 5}";
        switch (step % 12)
        {
            case 0 or 1 or 2:
                for (var i = 0; i <= step / 48 % 4; i++)
                {
                    var seed = step + (i * 7919);
                    var dollars = seed % 5 == 0;
                    await session.AddAsync(
                        dollars ? home.Dollars : home.Wallet, $"{new DateOnly(2024, 1, 15).AddDays(seed % 100):O}", seed % 3 == 0 ? 1 + (seed % 5000) : -1 - (seed % 900),
                        category, dollars ? "USD" : "JPY", seed % 7 == 0 ? Guid.NewGuid() : null, seed % 11 == 0);
                }

                break;
            case 3:
                await session.ExecuteAsync($"UPDATE transactions SET category_id = $1 {some}", category);
                break;
            case 4:
                await session.ExecuteAsync($"UPDATE transactions SET amount = -amount, base_amount = -base_amount {some}");
                break;
            case 5:
                await session.ExecuteAsync($"UPDATE transactions SET date = date + 17, excluded = NOT excluded {some}");
                break;
            case 6:
                await session.ExecuteAsync($"UPDATE transactions SET transfer_id = CASE WHEN transfer_id IS NULL THEN id END {some}");
                break;
            case 7:
                await session.ExecuteAsync($"UPDATE transactions SET account_id = $1, currency = 'JPY', base_amount = amount {some}", home.Wallet);
                break;
            case 8:
                await session.ExecuteAsync($"DELETE FROM transactions {some}");
                break;
            case 9:
                await session.ExecuteAsync("UPDATE categories SET kind = 1 - kind WHERE id = $1", category ?? home.Food);
                break;
            case 10:
                await session.ExecuteAsync("UPDATE books SET first_day_of_month = $1 WHERE id = $2", 1 + (step / 12 % 31), home.Book);
                break;
            default:
                await session.ExecuteAsync("UPDATE transactions SET category_id = NULL WHERE category_id = $1", home.Food);
                await session.ExecuteAsync("DELETE FROM categories WHERE id = $1", home.Food);
                await session.ExecuteAsync(
                    "INSERT INTO categories (book_id, id, name, kind, position, created_at) VALUES ($1, $2, 'Food', 0, 0, now())", home.Book, home.Food);
                break;
        }
    }

    private static Task<List<string>> KeptAsync(Household home) => home.ListAsync<string>("""
        SELECT concat_ws(' ', month, account_id, coalesce(category_id::text, '-'), currency, flow, amount, base_amount, unconverted, count) FROM monthly_totals
        """);

    // The rule again, in another language and without the database's functions.
    private static async Task<List<string>> SummedAsync(Household home)
    {
        var firstDay = await home.ReadAsync<int>("SELECT first_day_of_month FROM books WHERE id = $1", home.Book);
        var rows = await home.ListAsync<string>("""
            SELECT concat_ws('|', t.date, t.account_id, coalesce(t.category_id::text, '-'), t.currency, t.amount, coalesce(t.base_amount::text, '-'),
                             t.excluded, t.transfer_id IS NOT NULL, coalesce(c.kind::text, '-'))
            FROM transactions t LEFT JOIN categories c ON c.id = t.category_id
            """);
        return [.. rows.Select(row => row.Split('|')).Select(cells => new
            {
                Key = $"{MonthOf(cells[0])} {cells[1]} {cells[2]} {cells[3]} {Flow(cells)}",
                Amount = long.Parse(cells[4]),
                Base = cells[5] == "-" ? (long?)null : long.Parse(cells[5]),
            })
            .GroupBy(row => row.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {group.Sum(row => row.Amount)} {group.Sum(row => row.Base ?? 0)} {group.Count(row => row.Base is null)} {group.Count()}")];

        string MonthOf(string date) => $"{BookMonth.Of(DateOnly.Parse(date), firstDay)}-01";

        static int Flow(string[] cells) => (cells[6], cells[7], cells[8], cells[4][0]) switch
        {
            ("t", _, _, _) => 3,
            (_, "t", _, _) => 0,
            (_, _, "1", _) => 1,
            (_, _, "0", _) => 2,
            (_, _, _, '-') => 2,
            _ => 1,
        };
    }
}

public sealed class TotalsTestsOn15(Postgres15 database) : TotalsTests(database), IClassFixture<Postgres15>;

public sealed class TotalsTestsOn18(Postgres18 database) : TotalsTests(database), IClassFixture<Postgres18>;
