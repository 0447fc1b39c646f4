using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Domain.Calendar;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Goals;

/// <summary>What a goal's figures count, over HTTP, with a clock that stands still. The books of these tests are in UTC.</summary>
[Trait("needs", "postgres")]
public abstract class GoalFigureTests(Installation api)
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 15, 12, 0, 0, TimeSpan.Zero);

    [RequiresFact]
    public async Task Transfers_excluded_rows_and_the_future_never_count_and_refunds_lower_spending()
    {
        var book = await LedgerBook.NewAsync(api);
        var transfer = await book.AddAsync("2025-01-01", -999_999, book.Rent);
        await book.ScalarAsync<object>("UPDATE transactions SET transfer_id = id WHERE id = $1", transfer);
        await book.AddAsync("2025-02-01", 888_888, excluded: true);
        await book.AddAsync("2026-03-20", 300_000, book.Salary);
        await book.AddAsync("2026-04-02", -50_000, book.Food);
        await book.AddAsync("2026-04-03", 20_000, book.Food);
        await book.AddAsync("2026-05-01", -7, account: book.Dollars);
        await book.AddAsync("2026-07-15", 1_000);
        await book.AddAsync("2026-07-16", 77_777);
        await book.AddAsync("2026-08-01", 77_777);
        var goal = await GoalAsync(book, new { name = "Trip", targetAmount = 1_000_000, horizonYears = 1, startingAmount = 50_000 });

        ((string?)goal["start"], (string?)goal["due"]).ShouldBe(("2026-03-20", "2027-03-20"));
        ((int)goal["elapsedMonths"]!, (int)goal["totalMonths"]!, (int)goal["remainingMonths"]!).ShouldBe((3, 12, 9));
        ((long)goal["savedSinceStart"]!, (long)goal["saved"]!, (long)goal["unconverted"]!).ShouldBe((271_000, 321_000, 1));
        ((long)goal["neededPerMonth"]!).ShouldBe(75_444); // 679,000 ÷ 9
        ((long)goal["projected"]!).ShouldBe(321_000 + 813_000);
        ((string?)goal["status"], (string?)goal["reachedIn"]).ShouldBe(("ahead", "2027-03"));
        // March to June: 300,000, −30,000, 0, 0.
        goal["achievability"]!.ToJsonString().ShouldBe("""{"months":4,"averageNet":67500,"percent":89,"level":"achievable"}""");
    }

    [RequiresFact]
    public async Task A_start_in_mid_month_leaves_the_days_before_it_out()
    {
        var book = await LedgerBook.NewAsync(api);
        foreach (var (date, amount) in new[] { ("2026-05-01", 1L), ("2026-05-09", 10L), ("2026-05-10", 100L), ("2026-05-31", 1_000L), ("2026-06-01", 10_000L), ("2026-07-31", 100_000L) })
            await book.AddAsync(date, amount);
        (await SavedAsync(book, "2026-05-10")).ShouldBe(11_100);
        (await SavedAsync(book, "2026-05-01")).ShouldBe(11_111);
        (await SavedAsync(book, "2026-07-15")).ShouldBe(0);
        (await SavedAsync(book, "2026-07-16")).ShouldBe(0);
        (await SavedAsync(book, null)).ShouldBe(11_111);
    }

    [RequiresFact]
    public async Task Chosen_accounts_count_alone_and_decide_the_start()
    {
        var book = await LedgerBook.NewAsync(api);
        var bank = await book.MakeAsync("accounts", new { name = "Bank", kind = "bank" });
        await book.AddAsync("2026-01-05", 500);
        await book.AddAsync("2026-03-07", 30_000, account: bank);
        await book.AddAsync("2026-07-20", 1_000_000, account: bank);
        var goal = await GoalAsync(book, new { name = "Bank only", targetAmount = 100_000, horizonYears = 3, accountIds = new[] { bank } });
        ((string?)goal["start"], (long)goal["saved"]!).ShouldBe(("2026-03-07", 30_000));
        goal["achievability"]!.ToJsonString().ShouldBe("""{"months":4,"averageNet":7500,"percent":343,"level":"onTrack"}""");
        var both = await GoalAsync(book, new { name = "Both", targetAmount = 100_000, horizonYears = 3, accountIds = new[] { bank, book.Wallet } });
        ((string?)both["start"], (long)both["saved"]!).ShouldBe(("2026-01-05", 30_500));
        var empty = await GoalAsync(book, new { name = "Nothing yet", targetAmount = 100_000, horizonYears = 3, accountIds = new[] { book.Dollars } });
        ((string?)empty["start"], (long)empty["saved"]!).ShouldBe(("2026-07-15", 0));
    }

    [RequiresFact]
    public async Task What_if_shows_the_same_goal_with_more_a_month()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.AddAsync("2026-03-15", 300_000, book.Salary);
        var goal = await GoalAsync(book, new { name = "Trip", targetAmount = 1_300_000, horizonYears = 1 }, "?extraPerMonth=10000");
        ((long)goal["projected"]!, (string?)goal["status"], (string?)goal["reachedIn"]).ShouldBe((900_000, "behind", "2027-09"));
        goal["whatIf"]!.ToJsonString().ShouldBe(
            """{"extraPerMonth":10000,"projected":980000,"status":"behind","reachedIn":"2027-07","achievability":{"months":4,"averageNet":75000,"percent":68,"level":"challenging"}}""");
        var less = await GoalAsync(book, new { name = "Trip", targetAmount = 1_300_000, horizonYears = 1 }, "?extraPerMonth=-75000");
        (less["whatIf"]!["reachedIn"], (long)less["whatIf"]!["projected"]!).ShouldBe((null, 300_000));
        ((string?)less["whatIf"]!["achievability"]!["level"]).ShouldBe("deficit");
    }

    [RequiresFact]
    public async Task A_reached_goal_needs_nothing()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.AddAsync("2026-06-01", 1_000_000);
        var goal = await GoalAsync(book, new { name = "Done", targetAmount = 1_000_000, targetDate = "2026-06-30" });
        ((string?)goal["status"], (long)goal["neededPerMonth"]!, (string?)goal["reachedIn"]).ShouldBe(("reached", 0, "2026-07"));
        goal["achievability"]!.ToJsonString().ShouldBe("""{"months":1,"averageNet":1000000,"percent":null,"level":null}""");
    }

    [RequiresFact]
    public async Task The_explanation_adds_up_to_the_figures()
    {
        var book = await LedgerBook.NewAsync(api, firstDayOfMonth: 25);
        await book.AddAsync("2026-04-24", 9);
        await book.AddAsync("2026-04-30", 400, book.Salary);
        await book.AddAsync("2026-05-24", -150, book.Food);
        await book.AddAsync("2026-07-15", -1, book.Food);
        await book.AddAsync("2026-07-20", -5_000, book.Food);
        var made = await book.MakeAsync("goals", new { name = "Trip", targetAmount = 1_000, horizonYears = 1, startDate = "2026-04-26", startingAmount = 100 });
        await using var host = api.Replica(new() { Clock = new ManualClock(Noon) });
        var told = (await (await host.SignInAsync(Installation.Email)).GetAsync($"{book.Path}/goals/{made}/explanation")).ShouldBe(200);
        ((long)told["goal"]!["saved"]!).ShouldBe(349);
        told["months"]!.ToJsonString().ShouldBe(
            """[{"month":"2026-04","from":"2026-04-26","to":"2026-05-24","income":400,"expense":-150,"net":250,"cumulative":350,"unconverted":0},"""
            + """{"month":"2026-05","from":"2026-05-25","to":"2026-06-24","income":0,"expense":0,"net":0,"cumulative":350,"unconverted":0},"""
            + """{"month":"2026-06","from":"2026-06-25","to":"2026-07-15","income":0,"expense":-1,"net":-1,"cumulative":349,"unconverted":0}]""");
        told["completeMonths"]!.AsArray().Select(month => ((string?)month!["month"], (long)month["net"]!, (long)month["cumulative"]!))
            .ShouldBe([("2026-03", 9, 9), ("2026-04", 250, 259), ("2026-05", 0, 259)]);
        ((int)told["goal"]!["achievability"]!["months"]!, (long)told["goal"]!["achievability"]!["averageNet"]!).ShouldBe((3, 86));
    }

    [RequiresFact]
    public async Task Today_is_the_book_s_today()
    {
        // 15 July, 20:00 in UTC, is the 16th in Tokyo.
        await using var host = api.Replica(new() { Clock = new ManualClock(new DateTimeOffset(2026, 7, 15, 20, 0, 0, TimeSpan.Zero)) });
        var owner = await host.SignInAsync(Installation.Email);
        var book = (await owner.PostAsync("books", new { name = "Tokyo", baseCurrency = "JPY", timeZone = "Asia/Tokyo" })).ShouldBe(201).Id;
        var account = (await owner.PostAsync($"books/{book}/accounts", new { name = "Wallet", kind = "cash" })).Id;
        foreach (var (date, amount) in new[] { ("2026-06-16", 5), ("2026-07-16", 70), ("2026-07-17", 900) })
            (await owner.PostAsync($"books/{book}/transactions", new { accountId = account, date, amount })).ShouldBe(201);
        var goal = (await owner.PostAsync($"books/{book}/goals", new { name = "A", targetAmount = 1_000, horizonYears = 1 })).ShouldBe(201);
        ((long)goal["saved"]!, (int)goal["elapsedMonths"]!).ShouldBe((75, 1));
    }

    [RequiresTheory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(31)]
    public async Task Figures_equal_an_independent_sum_of_the_rows(int firstDayOfMonth)
    {
        var today = DateOnly.FromDateTime(Noon.Date);
        var book = await LedgerBook.NewAsync(api, firstDayOfMonth);
        var random = new Random(firstDayOfMonth);
        var accounts = new List<Guid> { book.Wallet };
        for (var i = 0; i < 3; i++)
            accounts.Add(await book.MakeAsync("accounts", new { name = $"Bank {i}", kind = "bank" }));

        var rows = Enumerable.Range(0, 250)
            .Select(_ => (Account: accounts[random.Next(4)], Date: new DateOnly(2025, 1, 1).AddDays(random.Next(0, 700)), Amount: random.Next(1, 9_000) - 3_000L, Counts: random.Next(6) > 0))
            .Where(row => row.Amount != 0).ToList();
        foreach (var row in rows)
        {
            await book.ScalarAsync<int>(
                "INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, tags, notes, status, excluded, transfer_id, created_at) "
                + "VALUES ($1, $2, $3, $4, $5, 'JPY', $5, '', '', '{}', '', 1, $6, CASE WHEN $6 OR $7 THEN NULL ELSE $2 END, now())",
                book.Id, Guid.CreateVersion7(), row.Account, row.Date, row.Amount, !row.Counts && random.Next(2) == 0, row.Counts);
        }

        DateOnly?[] starts = [null, new(2025, 1, 31), new(2025, 2, 28), new(2025, 12, 25), new(2026, 7, 1), new(2026, 7, 15), new(2026, 7, 16), new(2026, 12, 1)];
        foreach (var start in starts)
        {
            Guid[] chosen = random.Next(2) == 0 ? [] : [.. accounts.Take(random.Next(1, 4))];
            await book.MakeAsync("goals", new { name = "Goal", targetAmount = 100_000, horizonYears = 3, startDate = start, accountIds = chosen });
        }

        await using var host = api.Replica(new() { Clock = new ManualClock(Noon) });
        var goals = (await (await host.SignInAsync(Installation.Email)).GetAsync($"{book.Path}/goals")).ShouldBe(200).Items.ToList();
        goals.Count.ShouldBe(starts.Length);
        foreach (var goal in goals)
        {
            var chosen = goal["accountIds"]!.AsArray().Select(id => (Guid)id!).ToList();
            var counted = rows.Where(row => row.Counts && (chosen.Count == 0 || chosen.Contains(row.Account))).ToList();
            var start = (string?)goal["startDate"] is { } given ? DateOnly.Parse(given, CultureInfo.InvariantCulture) : counted.Where(row => row.Date <= today).Min(row => row.Date);
            ((string?)goal["start"]).ShouldBe(start.ToString("O", CultureInfo.InvariantCulture));
            ((long)goal["saved"]!).ShouldBe(counted.Where(row => row.Date >= start && row.Date <= today).Sum(row => row.Amount), goal.ToJsonString());
            var current = BookMonth.Of(today, firstDayOfMonth);
            var nets = Enumerable.Range(-12, 12).Select(current.AddMonths).Sum(month => counted.Where(row => BookMonth.Of(row.Date, firstDayOfMonth) == month).Sum(row => row.Amount));
            ((long)goal["achievability"]!["averageNet"]!).ShouldBe((long)decimal.Round(nets / 12m, MidpointRounding.AwayFromZero));
        }
    }

    [RequiresFact]
    public async Task Reading_goals_touches_the_rows_of_the_edges_only()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.ScalarAsync<int>(
            "INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, tags, notes, status, excluded, created_at) "
            + "SELECT $1, gen_random_uuid(), $2, '2020-01-01'::date + n % 2000, 100, 'JPY', 100, '', '', '{}', '', 1, false, now() FROM generate_series(1, 20000) n",
            book.Id, book.Wallet);
        await book.ScalarAsync<int>("ANALYZE transactions");
        await book.MakeAsync("goals", new { name = "A", targetAmount = 100_000, horizonYears = 10, startDate = "2020-02-20" });
        await book.MakeAsync("goals", new { name = "B", targetAmount = 100_000, horizonYears = 10 });
        await book.ScalarAsync<int>("SELECT pg_stat_force_next_flush()");
        var before = await RowsReadAsync(book);
        (await book.GetAsync("goals")).ShouldBe(200).Items.Select(goal => (long)goal["saved"]!).ShouldBe([1_950_000, 2_000_000]);

        var read = before;
        for (var i = 0; i < 100 && read == before; i++)
        {
            await Task.Delay(100);
            read = await RowsReadAsync(book);
        }

        (read - before).ShouldBeLessThan(2_000);
    }

    private static async Task<long> RowsReadAsync(LedgerBook book) =>
        long.Parse((await book.ScalarAsync<string>(
            "SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::text FROM pg_stat_user_tables WHERE relname = 'transactions'"))!, CultureInfo.InvariantCulture);

    private async Task<JsonNode> GoalAsync(LedgerBook book, object goal, string query = "")
    {
        var made = await book.MakeAsync("goals", goal);
        await using var host = api.Replica(new() { Clock = new ManualClock(Noon) });
        return (await (await host.SignInAsync(Installation.Email)).GetAsync($"{book.Path}/goals/{made}{query}")).ShouldBe(200).Json;
    }

    private async Task<long> SavedAsync(LedgerBook book, string? startDate) =>
        (long)(await GoalAsync(book, new { name = "Goal", targetAmount = 1_000_000, horizonYears = 1, startDate }))["saved"]!;
}

public sealed class GoalFigureTestsOn15(InstallationOn15 api) : GoalFigureTests(api), IClassFixture<InstallationOn15>;

public sealed class GoalFigureTestsOn18(InstallationOn18 api) : GoalFigureTests(api), IClassFixture<InstallationOn18>;
