using System.Globalization;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Accounts;

[Trait("needs", "postgres")]
public abstract class BalanceTests(Installation api)
{
    // Noon in UTC on 15 July: the books of these tests are in UTC.
    private static readonly DateTimeOffset Noon = new(2026, 7, 15, 12, 0, 0, TimeSpan.Zero);

    [RequiresFact]
    public async Task A_balance_is_the_opening_balance_and_every_row_from_its_day_up_to_today()
    {
        await using var host = api.Replica(new() { Clock = new ManualClock(Noon) });
        var book = await LedgerBook.NewAsync(api);
        var ann = await host.SignInAsync(Installation.Email);
        var account = await book.MakeAsync("accounts", new { name = "Bank", kind = "bank", openingBalance = 10_000, openingDate = "2026-03-10" });
        foreach (var (date, amount) in new[]
        {
            ("2025-12-31", 1L), ("2026-03-01", 2L), ("2026-03-09", 4L),
            ("2026-03-10", 100L), ("2026-03-31", 200L), ("2026-04-01", 400L), ("2026-07-01", 800L), ("2026-07-15", 1_600L),
            ("2026-07-16", 32L), ("2026-08-01", 64L), ("2030-01-01", 128L),
        })
        {
            await book.AddAsync(date, amount, account: account);
        }

        await book.AddAsync("2026-05-05", -3_200, excluded: true, account: account);
        var shown = (await ann.GetAsync($"{book.Path}/accounts/{account}")).ShouldBe(200);
        ((long)shown["balance"]!).ShouldBe(10_000 + 100 + 200 + 400 + 800 + 1_600 - 3_200);
        ((long)shown["baseBalance"]!).ShouldBe((long)shown["balance"]!);
        ((long)shown["transactions"]!).ShouldBe(12);
    }

    [RequiresTheory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(31)]
    public async Task Balances_equal_an_independent_sum_of_the_rows(int firstDayOfMonth)
    {
        await using var host = api.Replica(new() { Clock = new ManualClock(Noon) });
        var today = DateOnly.FromDateTime(Noon.Date);
        var book = await LedgerBook.NewAsync(api, firstDayOfMonth);
        var random = new Random(firstDayOfMonth);
        var expected = new Dictionary<Guid, long>();
        DateOnly?[] openings = [null, new(2026, 1, 31), new(2026, 2, 28), new(2026, 6, 25), new(2026, 7, 1), new(2026, 7, 15), new(2026, 7, 16), new(2026, 9, 30)];
        foreach (var opening in openings)
        {
            var start = random.Next(-100_000, 100_000);
            var account = await book.MakeAsync("accounts", new { name = $"From {opening}", kind = "bank", openingBalance = start, openingDate = opening });
            var rows = Enumerable.Range(0, 60).Select(_ => (Date: new DateOnly(2026, 1, 1).AddDays(random.Next(0, 330)), Amount: (long)random.Next(1, 10_000) - 5_000)).ToList();
            foreach (var (date, amount) in rows.Where(row => row.Amount != 0))
            {
                await book.ScalarAsync<int>(
                    "INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, tags, notes, status, excluded, created_at) "
                    + "VALUES ($1, gen_random_uuid(), $2, $3, $4, 'JPY', $4, '', '', '{}', '', 1, $5, now())",
                    book.Id, account, date, amount, random.Next(5) == 0);
            }

            expected[account] = start + rows.Where(row => row.Date <= today && (opening is null || row.Date >= opening)).Sum(row => row.Amount);
        }

        var ann = await host.SignInAsync(Installation.Email);
        var shown = (await ann.GetAsync($"{book.Path}/accounts?limit=500")).ShouldBe(200).Items.ToDictionary(item => (Guid)item["id"]!, item => (long)item["balance"]!);
        foreach (var (account, balance) in expected)
            shown[account].ShouldBe(balance, account.ToString());
    }

    [RequiresFact]
    public async Task A_balance_follows_the_opening_date_and_the_first_day_of_the_month()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.AddAsync("2026-01-10", 1_000);
        await book.AddAsync("2026-02-10", 500);
        (await BalanceAsync(book)).ShouldBe(1_500);
        var wallet = $"{book.Path}/accounts/{book.Wallet}";
        (await book.Owner.PatchAsync(wallet, new { openingDate = "2026-02-01", openingBalance = 70 }, "\"1\"")).ShouldBe(200);
        (await BalanceAsync(book)).ShouldBe(570);
        (await book.Owner.PatchAsync(book.Path, new { firstDayOfMonth = 25 }, "\"1\"")).ShouldBe(200);
        (await BalanceAsync(book)).ShouldBe(570);
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task Reading_balances_touches_the_rows_of_one_month_and_of_the_future_only()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.ScalarAsync<int>(
            "INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, tags, notes, status, excluded, created_at) "
            + "SELECT $1, gen_random_uuid(), $2, '2020-01-01'::date + n % 2000, -100, 'JPY', -100, '', '', '{}', '', 1, false, now() FROM generate_series(1, 20000) n",
            book.Id, book.Wallet);
        // As autovacuum does in time: without it the plan depends on whether it has come by yet.
        await book.ScalarAsync<int>("ANALYZE transactions");
        (await book.Owner.PatchAsync($"{book.Path}/accounts/{book.Wallet}", new { openingDate = "2020-01-20" }, "\"1\"")).ShouldBe(200);
        await book.ScalarAsync<int>("SELECT pg_stat_force_next_flush()");
        var before = await RowsReadAsync(book);
        (await BalanceAsync(book)).ShouldBeLessThan(0);

        var read = before;
        for (var i = 0; i < 100 && read == before; i++)
        {
            await Task.Delay(100);
            read = await RowsReadAsync(book);
        }

        (read - before).ShouldBeLessThan(2_000);
    }

    private static async Task<long> BalanceAsync(LedgerBook book) => (long)(await book.GetAsync($"accounts/{book.Wallet}")).ShouldBe(200)["balance"]!;

    private static async Task<long> RowsReadAsync(LedgerBook book) =>
        long.Parse((await book.ScalarAsync<string>(
            "SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::text FROM pg_stat_user_tables WHERE relname = 'transactions'"))!, CultureInfo.InvariantCulture);
}

public sealed class BalanceTestsOn15(InstallationOn15 api) : BalanceTests(api), IClassFixture<InstallationOn15>;

public sealed class BalanceTestsOn18(InstallationOn18 api) : BalanceTests(api), IClassFixture<InstallationOn18>;
