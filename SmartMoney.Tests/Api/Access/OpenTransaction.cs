using Npgsql;

namespace SmartMoney.Tests.Api.Access;

/// <summary>A transaction of somebody else's that is under way: others wait for what it has locked until it is committed.</summary>
internal sealed class OpenTransaction : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private OpenTransaction(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.source, this.connection, this.transaction) = (source, connection, transaction);

    /// <summary>Begins one with a first command.</summary>
    /// <param name="source">As whom.</param>
    /// <param name="sql">The command.</param>
    /// <param name="values">Of its parameters <c>$1</c>, <c>$2</c>, ….</param>
    public static async Task<OpenTransaction> BeginAsync(NpgsqlDataSource source, string sql, params object[] values)
    {
        var opened = await source.OpenConnectionAsync();
        var begun = new OpenTransaction(source, opened, await opened.BeginTransactionAsync());
        await begun.RunAsync(sql, values);
        return begun;
    }

    /// <summary>Runs a further command.</summary>
    public async Task RunAsync(string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Until a query with these words waits for a lock.</summary>
    public async Task UntilSomebodyWaitsAsync(string words)
    {
        for (var turn = 0; turn < 200; turn++)
        {
            await using var command = source.CreateCommand(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'");
            command.Parameters.Add(new() { Value = words });
            if ((long)(await command.ExecuteScalarAsync())! > 0)
                return;
            await Task.Delay(50);
        }

        throw new TimeoutException("Nobody waits for a lock.");
    }

    /// <summary>Ends it: whoever waits goes on.</summary>
    public Task CommitAsync() => transaction.CommitAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
