using Npgsql;

namespace SmartMoney.Tests.Data;

/// <summary>One transaction of the role smartmoney_app with the settings that a request has.</summary>
internal sealed class LedgerSession : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly Guid? book;

    private LedgerSession(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid? book) =>
        (this.connection, this.transaction, this.book) = (connection, transaction, book);

    /// <summary>The change set of everything written here.</summary>
    public Guid Change { get; } = Guid.CreateVersion7();

    /// <param name="source">Connections of the API's role.</param>
    /// <param name="user">Whose request it is; null sets none.</param>
    /// <param name="book">Which book it is about; null sets none.</param>
    public static async Task<LedgerSession> OpenAsync(NpgsqlDataSource source, Guid? user, Guid? book)
    {
        var opened = await source.OpenConnectionAsync();
        var session = new LedgerSession(opened, await opened.BeginTransactionAsync(), book);
        await session.ExecuteAsync(
            "SELECT set_config('smartmoney.user', $1, true), set_config('smartmoney.book', $2, true), set_config('smartmoney.change', $3, true)",
            user?.ToString() ?? "", book?.ToString() ?? "", session.Change.ToString());
        return session;
    }

    public Task LockAsync() => ExecuteAsync("SELECT 1 FROM books WHERE id = $1 FOR NO KEY UPDATE", book);

    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> ScalarAsync<T>(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>The first column of each row.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<T>();
        while (await reader.ReadAsync())
            list.Add(await reader.GetFieldValueAsync<T>(0));
        return list;
    }

    /// <summary>Adds a transaction and answers its id.</summary>
    /// <param name="currency">USD rows have no amount in the book's yen.</param>
    public async Task<Guid> AddAsync(
        Guid account, string date, long amount, Guid? category = null, string currency = "JPY", Guid? transfer = null, bool excluded = false, string payee = "")
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync("""
            INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, category_id, tags, notes,
                                      status, excluded, transfer_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, '{}', '', 1, $10, $11, now())
            """, book, id, account, DateOnly.Parse(date), amount, currency, currency == "JPY" ? amount : null, payee, category, excluded, transfer);
        return id;
    }

    public Task CommitAsync() => transaction.CommitAsync();

    public Task RollbackAsync() => transaction.RollbackAsync();

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }
}
