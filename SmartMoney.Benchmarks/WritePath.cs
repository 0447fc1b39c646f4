using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using SmartMoney.Api.Data;

namespace SmartMoney.Benchmarks;

/// <summary>
/// The riskiest part of the design, kept as a benchmark: rows written as the API's role, under row-level security,
/// through a staging table and one INSERT … SELECT, with totals and history, against a bare COPY by the owner into a
/// table with the same columns and indexes and nothing else.
/// </summary>
[SuppressMessage("Security", "CA2100", Justification = "Constant SQL.")]
internal static class WritePath
{
    private const string AppPassword = "benchmark";
    private const string Columns =
        "book_id, id, account_id, date, amount, currency, base_amount, payee, description, category_id, tags, notes, status, excluded, "
        + "import_id, import_line, import_account_id, import_key, bank_id, created_at";

    /// <summary>Runs both five times in turn and prints the medians of the times and of the ratios pair by pair. Arguments: the number of rows, by default 100,000.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        await using var cluster = await ScratchCluster.StartAsync();
        await Migrator.MigrateAsync(cluster.Superuser, AppPassword, CancellationToken.None);
        var app = new NpgsqlConnectionStringBuilder(cluster.Superuser) { Username = "smartmoney_app", Password = AppPassword };

        await using var owner = new NpgsqlConnection(cluster.Superuser);
        await owner.OpenAsync();
        await using var api = new NpgsqlConnection(app.ConnectionString);
        await api.OpenAsync();
        var book = await LedgerFixture.CreateAsync(owner);
        await Execute(owner, "CREATE TABLE bare (LIKE transactions INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING INDEXES)");

        List<double> bare = [], ledger = [], deleted = [];
        for (var run = 0; run < 6; run++)
        {
            var rows = book.Rows(count, seed: run);
            await Execute(owner, "TRUNCATE bare");
            var bareTime = await Timed(() => Copy(owner, $"COPY bare ({Columns}) FROM STDIN (FORMAT binary)", rows));
            var ledgerTime = await Timed(() => WriteLedger(api, book, rows));
            await Check(owner, book, rows);
            var deleteTime = await Timed(() => Delete(api, book));
            await Check(owner, book, []);
            await Execute(owner, "TRUNCATE transactions, ledger_history, import_tombstones");
            if (run == 0)
                continue; // warm-up
            bare.Add(bareTime);
            ledger.Add(ledgerTime);
            deleted.Add(deleteTime);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            PostgreSQL {owner.PostgreSqlVersion}, {count:N0} rows, 8 indexes with the trigram one, medians of 5 pairs after a warm-up
              bare COPY by the owner                                        {Median(bare),8:N0} ms    1.00 ×
              role + policy + staging + INSERT … SELECT + totals + history  {Median(ledger),8:N0} ms    {Ratio(ledger, bare):N2} ×
              delete of all of them (totals, history, tombstones)           {Median(deleted),8:N0} ms    {Ratio(deleted, bare):N2} ×
            """));
        return 0;
    }

    private static async Task WriteLedger(NpgsqlConnection api, LedgerFixture book, IReadOnlyList<LedgerRow> rows)
    {
        await using var transaction = await api.BeginTransactionAsync();
        await SetBook(api, book);
        await Execute(api, $"SELECT 1 FROM books WHERE id = '{book.Book}' FOR NO KEY UPDATE");
        await Execute(api, $"CREATE TEMP TABLE staging ON COMMIT DROP AS SELECT {Columns} FROM transactions LIMIT 0");
        await Copy(api, $"COPY staging ({Columns}) FROM STDIN (FORMAT binary)", rows);
        await Execute(api, $"INSERT INTO transactions ({Columns}) SELECT {Columns} FROM staging");
        await transaction.CommitAsync();
    }

    private static async Task Delete(NpgsqlConnection api, LedgerFixture book)
    {
        await using var transaction = await api.BeginTransactionAsync();
        await SetBook(api, book);
        await Execute(api, "DELETE FROM transactions");
        await transaction.CommitAsync();
    }

    private static Task SetBook(NpgsqlConnection api, LedgerFixture book) => Execute(api,
        $"SELECT set_config('smartmoney.user', '{book.User}', true), set_config('smartmoney.book', '{book.Book}', true), "
        + $"set_config('smartmoney.change', '{Guid.CreateVersion7()}', true)");

    // A benchmark of wrong results measures nothing: the totals must be those of the rows.
    private static async Task Check(NpgsqlConnection owner, LedgerFixture book, IReadOnlyList<LedgerRow> rows)
    {
        await using var sums = new NpgsqlCommand("SELECT coalesce(sum(amount), 0)::bigint, coalesce(sum(count), 0)::bigint FROM monthly_totals", owner);
        await using (var reader = await sums.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            if (reader.GetInt64(0) != rows.Sum(row => row.Amount) || reader.GetInt64(1) != rows.Count)
                throw new InvalidOperationException("The totals are not those of the rows.");
        }

        await Execute(owner, $"SELECT set_config('smartmoney.book', '{book.Book}', false)");
        await using var differences = new NpgsqlCommand("SELECT count(*) FROM totals_differences()", owner);
        if ((long)(await differences.ExecuteScalarAsync())! != 0)
            throw new InvalidOperationException("The kept totals differ from the computed ones.");
    }

    private static async Task Copy(NpgsqlConnection connection, string copy, IReadOnlyList<LedgerRow> rows)
    {
        await using var writer = await connection.BeginBinaryImportAsync(copy);
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            await writer.WriteAsync(row.Book, NpgsqlDbType.Uuid);
            await writer.WriteAsync(row.Id, NpgsqlDbType.Uuid);
            await writer.WriteAsync(row.Account, NpgsqlDbType.Uuid);
            await writer.WriteAsync(row.Date, NpgsqlDbType.Date);
            await writer.WriteAsync(row.Amount, NpgsqlDbType.Bigint);
            await writer.WriteAsync("JPY", NpgsqlDbType.Char);
            await writer.WriteAsync(row.Amount, NpgsqlDbType.Bigint);
            await writer.WriteAsync(row.Payee, NpgsqlDbType.Text);
            await writer.WriteAsync("", NpgsqlDbType.Text);
            await writer.WriteAsync(row.Category, NpgsqlDbType.Uuid);
            await writer.WriteAsync(Array.Empty<string>(), NpgsqlDbType.Array | NpgsqlDbType.Text);
            await writer.WriteAsync("", NpgsqlDbType.Text);
            await writer.WriteAsync((short)1, NpgsqlDbType.Smallint);
            await writer.WriteAsync(false, NpgsqlDbType.Boolean);
            await writer.WriteAsync(row.Import, NpgsqlDbType.Uuid);
            await writer.WriteAsync(row.Line, NpgsqlDbType.Integer);
            await writer.WriteAsync(row.Account, NpgsqlDbType.Uuid);
            await writer.WriteAsync(row.Key, NpgsqlDbType.Uuid);
            await writer.WriteAsync(row.BankId, NpgsqlDbType.Text);
            await writer.WriteAsync(row.At, NpgsqlDbType.TimestampTz);
        }

        await writer.CompleteAsync();
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<double> Timed(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // Pair by pair: a machine that slows down half way slows both halves of a pair.
    private static double Ratio(List<double> numerators, List<double> denominators) =>
        Median([.. numerators.Zip(denominators, (a, b) => a / b)]);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
