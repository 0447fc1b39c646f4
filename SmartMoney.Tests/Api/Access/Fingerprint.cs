using Npgsql;

namespace SmartMoney.Tests.Api.Access;

/// <summary>What all tables hold, so that it can be said that nothing changed, or where.</summary>
internal static class Fingerprint
{
    // Kept for every call: when a session or token was last used.
    private const string Uses = "'{last_used_at,last_seen_at,expires_at}'::text[]";

    /// <summary>A hash of each table's rows.</summary>
    /// <param name="superuser">Who sees all of them.</param>
    /// <param name="book">Whose rows; everybody's, and those of no book, unless given.</param>
    public static async Task<IReadOnlyDictionary<string, string>> TakeAsync(NpgsqlDataSource superuser, string? book = null)
    {
        await using var connection = await superuser.OpenConnectionAsync();
        var tables = await ReadAsync(connection, "SELECT relname::text, '' FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        return await ReadAsync(connection, string.Join(" UNION ALL ", tables.Keys.Select(table =>
            $"SELECT '{table}', md5(coalesce(string_agg(row, '' ORDER BY row), '')) FROM (SELECT (to_jsonb(t) - {Uses})::text AS row FROM \"{table}\" t{Where(table)}) rows")));

        string Where(string table) => book is null ? "" : $" WHERE to_jsonb(t) ->> '{(table == "books" ? "id" : "book_id")}' = '{book}'";
    }

    /// <summary>The tables that changed.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        after.Where(table => before[table.Key] != table.Value).Select(table => table.Key);

    private static async Task<Dictionary<string, string>> ReadAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The catalog's own names.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            found[reader.GetString(0)] = reader.GetString(1);
        return found;
    }
}
