using System.Diagnostics;
using System.Net;
using Npgsql;
using Shouldly;
using SmartMoney.Benchmarks.Generating;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>What a household's money survives: a killed API, and a database that goes away and comes back.</summary>
[Trait("needs", "topology")]
public sealed class FaultTests
{
    private const int Rows = 20_000;

    [Fact]
    public async Task Killing_the_API_in_the_middle_of_a_commit_leaves_all_of_the_import_or_none()
    {
        await using var stack = await RunningStack.StartAsync();
        var book = await stack.SetUpAsync();
        var file = MoneyForwardGenerator.Generate(new GeneratorOptions { Seed = 9, Rows = Rows }).Bytes;
        var import = (await stack.UploadAsync(book, file)).GetProperty("id").GetString();
        await using var owner = await stack.OwnerAsync();
        var api = await stack.ProcessIdAsync("api");

        var commit = stack.PostAsync($"/api/v1/books/{book}/imports/{import}/commit", new { });
        await WritingAsync(owner);
        using (var process = Process.GetProcessById(api))
            process.Kill();
        (await Should.ThrowAsync<HttpRequestException>(() => commit)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);

        await IdleAsync(owner);
        (await ScalarAsync(owner, "SELECT count(*) FROM transactions")).ShouldBeOneOf(0L, (long)Rows);
        await stack.CommandAsync("api", "start");
        await stack.HealthyAsync("api");
        await stack.HealthAnswersAsync(HttpStatusCode.OK);
        if ((long)(await ScalarAsync(owner, "SELECT count(*) FROM transactions"))! == 0)
            await stack.PostAsync($"/api/v1/books/{book}/imports/{import}/commit", new { });

        (await ScalarAsync(owner, "SELECT count(*) FROM transactions")).ShouldBe((long)Rows);
        (await ScalarAsync(owner, "SELECT sum(count) FROM monthly_totals")).ShouldBe((long)Rows);
    }

    [Fact]
    public async Task A_database_that_stops_and_starts_again_needs_no_restart_and_the_page_says_so_in_words()
    {
        await using var stack = await RunningStack.StartAsync();
        await stack.SetUpAsync();

        await stack.CommandAsync("postgres", "stop");
        await stack.HealthAnswersAsync(HttpStatusCode.ServiceUnavailable);
        using (var page = await stack.Gateway.GetAsync(new Uri("/login", UriKind.Relative)))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await page.Content.ReadAsStringAsync()).ShouldContain("<h1", Case.Insensitive);
        }

        await stack.CommandAsync("postgres", "start");
        await stack.HealthAnswersAsync(HttpStatusCode.OK);
        (await stack.GetAsync("/api/v1/books")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    // The commit has begun to write when its backend holds the lock of the transactions table.
    private static async Task WritingAsync(NpgsqlConnection owner)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            var writing = await ScalarAsync(owner, """
                SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE usename = 'smartmoney_app' AND relation = 'transactions'::regclass AND mode = 'RowExclusiveLock'
                """);
            if ((long)writing! > 0)
                return;
            await Task.Delay(5);
        }

        throw new TimeoutException("The commit never began to write.");
    }

    private static async Task IdleAsync(NpgsqlConnection owner)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            if ((long)(await ScalarAsync(owner, "SELECT count(*) FROM pg_stat_activity WHERE usename = 'smartmoney_app'"))! == 0)
                return;
            await Task.Delay(50);
        }
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
