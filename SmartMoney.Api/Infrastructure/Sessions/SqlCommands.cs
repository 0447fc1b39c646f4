using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>Runs a feature's own SQL in the request's transaction. A large file may take minutes: the caller's patience ends it, not a timeout.</summary>
internal static class SqlCommands
{
    /// <summary>A command with the values of its parameters <c>$1</c>, <c>$2</c>, ….</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants of the features; values are parameters.")]
    public static NpgsqlCommand Sql(this BookSession session, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, session.Connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>Runs a command.</summary>
    /// <returns>How many rows it wrote.</returns>
    public static async Task<int> RunAsync(this BookSession session, string sql, object?[] values, CancellationToken cancel)
    {
        await using var command = session.Sql(sql, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Reads all rows of a query.</summary>
    public static async Task<List<T>> ReadAsync<T>(this BookSession session, string sql, object?[] values, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        await using var command = session.Sql(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        List<T> rows = [];
        while (await reader.ReadAsync(cancel))
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>A column that may be null.</summary>
    public static T? Maybe<T>(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? default : reader.GetFieldValue<T>(column);
}
