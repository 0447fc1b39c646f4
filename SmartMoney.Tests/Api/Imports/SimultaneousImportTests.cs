using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

[Trait("needs", "postgres")]
public abstract class SimultaneousImportTests(Installation api)
{
    private static readonly byte[] Month = Of(Enumerable.Range(1, 31).SelectMany(day => Enumerable.Range(0, 20).Select(number =>
        new ExportRow(Day(day), $"買い物 {number.ToString(CultureInfo.InvariantCulture)}", -100 - number) { Large = "推し活" })));

    [RequiresFact]
    public async Task The_same_file_uploaded_and_committed_four_times_at_once_comes_in_once()
    {
        var book = await ImportingBook.NewAsync(api);
        await using var replica = api.Replica();
        var other = await replica.SignInAsync(Installation.Email);
        var answers = await Task.WhenAll(
            book.UploadAsync(Month, commit: true), book.UploadAsync(other, Month, commit: true),
            book.UploadAsync(Month, commit: true), book.UploadAsync(other, Month, commit: true));

        answers.Sum(answer => (int)answer.ShouldBe(201)["created"]!).ShouldBe(620);
        (await book.TransactionsAsync()).ShouldBe(620);
        (await book.ScalarAsync<long>("SELECT count(*) FROM files WHERE book_id = current_book()")).ShouldBe(1);
        (await book.ScalarAsync<long>("SELECT count(*) FROM accounts WHERE book_id = current_book()")).ShouldBe(1);
    }

    [RequiresFact]
    public async Task Two_previews_of_one_file_committed_at_once_double_nothing()
    {
        var book = await ImportingBook.NewAsync(api);
        var one = (await book.UploadAsync(Month)).ShouldBe(201);
        var two = (await book.UploadAsync(Month)).ShouldBe(201);
        var answers = await Task.WhenAll(book.CommitAsync(one.Id), book.CommitAsync(two.Id));
        answers.Select(answer => (int)answer.ShouldBe(200)["created"]!).Order().ShouldBe([0, 620]);
        (await book.TransactionsAsync()).ShouldBe(620);
    }

    [RequiresFact]
    public async Task One_preview_committed_twice_at_once_is_committed_once()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = (await book.UploadAsync(Month)).ShouldBe(201);
        var answers = await Task.WhenAll(book.CommitAsync(preview.Id), book.CommitAsync(preview.Id));
        answers.Select(answer => answer.Status).Order().ShouldBe([200, 409]);
        (await book.TransactionsAsync()).ShouldBe(620);
    }

    [RequiresFact]
    public async Task A_database_connection_killed_in_the_middle_of_a_commit_leaves_nothing_of_it()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = (await book.UploadAsync(Month)).ShouldBe(201);
        var before = await book.LedgerAsync();

        // A lock on the totals holds the commit right after its INSERT of all rows.
        await using var blocker = await api.Database.Superuser.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await RunAsync(blocker, "LOCK TABLE monthly_totals IN EXCLUSIVE MODE");
        var commit = book.CommitAsync(preview.Id);
        // Of its own: inside a transaction the first look at pg_stat_activity is the only one.
        await using var watcher = await api.Database.Superuser.OpenConnectionAsync();
        var patience = Stopwatch.StartNew();
        while (await RunAsync(watcher, $"SELECT count(pg_terminate_backend(l.pid)) {Waiting}") is not > 0)
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
            await Task.Delay(20);
        }

        (await commit).Status.ShouldBe(503);
        await transaction.RollbackAsync();

        (await book.LedgerAsync()).ShouldBe(before);
        ((string?)(await book.GetAsync(preview.Id)).ShouldBe(200)["status"]).ShouldBe("preview");
        ((int)(await book.CommitAsync(preview.Id)).ShouldBe(200)["created"]!).ShouldBe(620);
        (await book.TransactionsAsync()).ShouldBe(620);
    }

    // Commits of this database that stand at the lock.
    private const string Waiting = """
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE NOT l.granted AND a.datname = current_database() AND l.relation = 'monthly_totals'::regclass AND a.query LIKE 'INSERT INTO transactions%'
        """;

    private static async Task<long?> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as long?;
    }
}

public sealed class SimultaneousImportTestsOn15(InstallationOn15 api) : SimultaneousImportTests(api), IClassFixture<InstallationOn15>;

public sealed class SimultaneousImportTestsOn18(InstallationOn18 api) : SimultaneousImportTests(api), IClassFixture<InstallationOn18>;
