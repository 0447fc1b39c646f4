using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace SmartMoney.Benchmarks;

/// <summary>The yardstick: COPY of a book's transactions, as they are, into an empty table with the same columns and indexes.</summary>
[SuppressMessage("Security", "CA2100", Justification = "Constant SQL and ids.")]
internal static class BareCopy
{
    /// <summary>Milliseconds that the COPY takes.</summary>
    public static async Task<double> OfBookAsync(NpgsqlConnection owner, Guid book, int rows)
    {
        var columns = (string)(await ScalarAsync(owner, """
            SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = 'transactions' AND is_generated = 'NEVER'
            """))!;
        await ExecuteAsync(owner, "DROP TABLE IF EXISTS bare");
        await ExecuteAsync(owner, "CREATE TABLE bare (LIKE transactions INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING INDEXES)");

        using var data = new MemoryStream();
        await using (var source = await owner.BeginRawBinaryCopyAsync(
            $"COPY (SELECT {columns} FROM transactions WHERE book_id = '{book}' ORDER BY import_line) TO STDOUT (FORMAT binary)"))
        {
            await source.CopyToAsync(data);
        }

        data.Position = 0;
        var start = Stopwatch.GetTimestamp();
        await using (var target = await owner.BeginRawBinaryCopyAsync($"COPY bare ({columns}) FROM STDIN (FORMAT binary)"))
            await data.CopyToAsync(target);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        var copied = (long)(await ScalarAsync(owner, "SELECT count(*) FROM bare"))!;
        if (copied < rows * 9L / 10)
            throw new InvalidOperationException($"The book holds {copied} rows of {rows}: the import did not do its work.");
        await ExecuteAsync(owner, "DROP TABLE bare");
        return time;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }
}
