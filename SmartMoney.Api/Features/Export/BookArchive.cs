using System.IO.Compression;
using System.Text;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Files;
using SmartMoney.Api.Features.Transactions;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Export;

/// <summary>
/// Everything of a book in a zip archive: the transactions as CSV and JSON, each table as lines of JSON, and the original files. What is
/// computed from these (totals, staged lines) is left out, and so are secrets. Streamed: one row or chunk is in memory at a time.
/// </summary>
internal static class BookArchive
{
    private const int LongestName = 150;

    // Each with the column that says which book, and the text of the row.
    private static readonly (string Table, string Sql)[] Tables =
    [
        ("book", "SELECT to_jsonb(b)::text FROM books b WHERE id = $1"),
        ("members", "SELECT (to_jsonb(m) || jsonb_build_object('email', u.email))::text FROM members m JOIN users u ON u.id = m.user_id WHERE m.book_id = $1"),
        .. new[] { "accounts", "categories", "transactions", "goals", "goal_accounts", "rules", "transfer_rules", "imports", "import_account_names", "import_aliases", "import_tombstones" }
            .Select(table => (table, $"SELECT (to_jsonb(t) - 'search_text')::text FROM {table} t WHERE book_id = $1")),
        ("dismissed_transfers", "SELECT to_jsonb(c)::text FROM transfer_candidates c WHERE book_id = $1 AND dismissed"),
        ("history", "SELECT to_jsonb(h)::text FROM ledger_history h WHERE book_id = $1 ORDER BY id"),
    ];

    private const string Audit = "SELECT to_jsonb(a)::text FROM audit_events a WHERE book_id = $1 ORDER BY id";

    private const string Files = "SELECT DISTINCT ON (file_id) file_id, created_at, file_name FROM imports WHERE book_id = $1 ORDER BY file_id, created_at";

    /// <summary>Writes the open book below a folder of the archive.</summary>
    /// <param name="session">The book.</param>
    /// <param name="archive">Where to.</param>
    /// <param name="folder">Empty, or ends with a slash.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task WriteAsync(BookSession session, ZipArchive archive, string folder, CancellationToken cancel)
    {
        var names = await ExportNames.ReadAsync(session, cancel);
        await AddAsync(archive, folder + "transactions.csv", output => WriteRowsAsync(new CsvExport(names, output)), cancel);
        await AddAsync(archive, folder + "transactions.json", output => WriteRowsAsync(new JsonExport(names, output)), cancel);
        foreach (var (table, sql) in Tables)
            await AddLinesAsync(table, sql);
        if (session is { Role: Role.Owner, Caller.IsToken: false })
            await AddLinesAsync("audit", Audit);

        var files = await session.ReadAsync(Files, [session.BookId], row => (Id: row.GetGuid(0), At: row.GetFieldValue<DateTimeOffset>(1), Name: row.GetString(2)), cancel);
        foreach (var (id, at, name) in files)
        {
            await AddAsync(archive, $"{folder}files/{at:yyyy-MM-dd} {id} {SafeName(name)}", async output =>
            {
                await using var content = ChunkStream.OfFile(session, id);
                await content.CopyToAsync(output, cancel);
            }, cancel);
        }

        async Task WriteRowsAsync(IExport export)
        {
            await using (export)
                await export.WriteAsync(session, TransactionFilter.All, cancel);
        }

        Task AddLinesAsync(string table, string sql) => AddAsync(archive, $"{folder}tables/{table}.jsonl", async output =>
        {
            await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
            await using var command = session.Sql(sql, session.BookId);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                await writer.WriteLineAsync(reader.GetString(0).AsMemory(), cancel);
        }, cancel);
    }

    /// <summary>A name that is a file's in any system, and in no other folder.</summary>
    public static string SafeName(string name)
    {
        var safe = new string([.. name.Select(letter => char.IsControl(letter) || "/\\:*?\"<>|".Contains(letter, StringComparison.Ordinal) ? '_' : letter).Take(LongestName)]).Trim(' ', '.');
        return safe.Length > 0 ? safe : "_";
    }

    public static async Task AddAsync(ZipArchive archive, string name, Func<Stream, Task> write, CancellationToken cancel)
    {
        await using var output = await archive.CreateEntry(name).OpenAsync(cancel);
        await write(output);
    }
}
