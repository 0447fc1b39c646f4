using System.Collections.Concurrent;
using System.Diagnostics;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using Xunit.Abstractions;

namespace SmartMoney.Tests.Api.Access;

/// <summary>Two households at once over one pool of connections: what a connection was used for last must not show.</summary>
[Trait("needs", "postgres")]
public sealed class TwoHouseholdsTests(InstallationOn15 api, ITestOutputHelper output) : IClassFixture<InstallationOn15>
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> failures = new();

    [RequiresFact]
    public async Task No_row_crosses_in_200_requests_at_once_of_two_households_over_one_pool_for_30_seconds()
    {
        var homes = (await NewHomeAsync("Nightingale"), await NewHomeAsync("Woodpecker"));
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => number % 2 == 0 ? WorkAsync(homes.Item1, homes.Item2, number) : WorkAsync(homes.Item2, homes.Item1, number)));

        output.WriteLine($"{homes.Item1.Answers + homes.Item2.Answers} answers, {homes.Item1.Rows.Count + homes.Item2.Rows.Count} rows, {homes.Item1.Busy + homes.Item2.Busy} turned away");
        failures.Take(20).ShouldBeEmpty();
        foreach (var (own, other) in new[] { homes, (homes.Item2, homes.Item1) })
        {
            own.Answers.ShouldBeGreaterThan(AtOnce);
            (await CountAsync($"SELECT count(*) FROM transactions WHERE book_id = '{own.Book}' AND payee NOT LIKE '{own.Marker}%'")).ShouldBe(0);
            (await CountAsync($"SELECT count(*) FROM transactions WHERE book_id <> '{own.Book}' AND payee LIKE '{own.Marker}%'")).ShouldBe(0);
            (await CountAsync($"SELECT count(*) FROM transactions WHERE book_id = '{own.Book}'")).ShouldBe(own.Rows.Count);
            (await CountAsync($"SELECT count(*) FROM ledger_history WHERE book_id = '{own.Book}' AND before::text LIKE '%{other.Marker}%'")).ShouldBe(0);
            (await CountAsync($"SELECT count(*) FROM totals_differences() WHERE set_config('smartmoney.book', '{own.Book}', false) IS NOT NULL")).ShouldBe(0);
        }

        async Task WorkAsync(Home own, Home other, int number)
        {
            for (var step = number; clock.Elapsed < Long; step++)
                await StepAsync(own, other, step);
        }
    }

    private async Task StepAsync(Home own, Home other, int step)
    {
        var path = $"books/{own.Book}";
        switch (step % 8)
        {
            case 0 or 4:
                var made = await SendAsync(own, other, HttpMethod.Post, $"{path}/transactions", 201,
                    new { accountId = own.Account, date = "2026-01-05", amount = -100 - (step % 50), payee = $"{own.Marker} {step}" });
                if (made is not null)
                    own.Rows[made.Id] = true;
                break;
            case 1:
                await SendAsync(own, other, HttpMethod.Get, $"{path}/transactions?totals=true&limit=20", 200);
                break;
            case 2:
                await SendAsync(own, other, HttpMethod.Get, $"{path}/accounts", 200);
                break;
            case 3:
                await SendAsync(own, other, HttpMethod.Get, $"{path}/transactions?q={(step % 16 < 8 ? own : other).Marker}&limit=20", 200);
                break;
            case 5:
                await SendAsync(own, other, HttpMethod.Get, $"{path}/reports/summary?month=2026-01", 200);
                break;
            case 6 when other.Rows.Keys.FirstOrDefault() is var theirs && theirs != default:
                await SendAsync(own, other, HttpMethod.Delete, $"{path}/transactions/{theirs}", 404);
                await SendAsync(own, other, HttpMethod.Get, $"books/{other.Book}/transactions", 404);
                break;
            case 7 when own.Rows.Keys.FirstOrDefault() is var mine && mine != default && own.Rows.TryRemove(mine, out _):
                if (await SendAsync(own, other, HttpMethod.Delete, $"{path}/transactions/{mine}", 204) is null)
                    own.Rows[mine] = true;
                break;
        }
    }

    // Null when there was no room: the contract's 429 and 503.
    private async Task<ApiAnswer?> SendAsync(Home own, Home other, HttpMethod method, string path, int expected, object? body = null)
    {
        var answer = method == HttpMethod.Post ? await own.User.PostAsync(path, body) : await own.User.SendAsync(method, path, content: null);
        Interlocked.Increment(ref own.Answers);
        if (answer.Status is 429 or 503)
        {
            Interlocked.Increment(ref own.Busy);
            return null;
        }

        if (answer.Status != expected)
            failures.Enqueue($"{method} {path} as {own.Marker}: expected {expected}, got {answer.Status} {answer.Text}");
        else if (answer.Text.Contains(other.Marker, StringComparison.Ordinal) || answer.Text.Contains(other.Book.ToString(), StringComparison.Ordinal))
            failures.Enqueue($"{method} {path} as {own.Marker}: the answer holds what is {other.Marker}'s: {answer.Text}");
        return answer.Status == expected ? answer : null;
    }

    private async Task<Home> NewHomeAsync(string marker)
    {
        var email = $"{marker}@example.org";
        await api.Host.AddUserAsync(email);
        var user = await api.Host.SignInAsync(email);
        var book = (await user.PostAsync("books", new { name = marker, baseCurrency = "JPY", timeZone = "UTC", locale = "en" })).ShouldBe(201).Id;
        var account = (await user.PostAsync($"books/{book}/accounts", new { name = $"{marker}'s wallet", kind = "cash" })).ShouldBe(201).Id;
        return new Home(marker, user, book, account);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = api.Database.Superuser.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Home(string marker, ApiUser user, Guid book, Guid account)
    {
        public int Answers;
        public int Busy;

        /// <summary>In everything that this household writes, and in nothing of the other's.</summary>
        public string Marker => marker;

        public ApiUser User => user;

        public Guid Book => book;

        public Guid Account => account;

        /// <summary>The transactions that the API said it made and has not deleted.</summary>
        public ConcurrentDictionary<Guid, bool> Rows { get; } = new();
    }
}
