using Npgsql;
using SmartMoney.Tests.Infrastructure.Postgres;

namespace SmartMoney.Tests.Data;

/// <summary>
/// A book in yen with two members, two accounts and three categories, made by the superuser; work on it is done by
/// the API's role in <see cref="LedgerSession"/>s.
/// </summary>
internal sealed class Household
{
    private readonly NpgsqlDataSource app;

    private Household(NpgsqlDataSource app) => this.app = app;

    public Guid Book { get; } = Guid.CreateVersion7();

    public Guid Owner { get; } = Guid.CreateVersion7();

    /// <summary>An account in yen.</summary>
    public Guid Wallet { get; } = Guid.CreateVersion7();

    /// <summary>An account in dollars, for which there is no rate.</summary>
    public Guid Dollars { get; } = Guid.CreateVersion7();

    /// <summary>An expense.</summary>
    public Guid Food { get; } = Guid.CreateVersion7();

    /// <summary>An expense.</summary>
    public Guid Rent { get; } = Guid.CreateVersion7();

    /// <summary>An income.</summary>
    public Guid Salary { get; } = Guid.CreateVersion7();

    public static async Task<Household> CreateAsync(PostgresDatabase database, int firstDay = 1)
    {
        var household = new Household(database.App);
        await using var connection = await database.Superuser.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        void Add(string sql, params object[] values)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            batch.BatchCommands.Add(command);
        }

        Add("""
            INSERT INTO users (id, is_operator, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            VALUES ($1, false, now(), true, false, false, false, 0)
            """, household.Owner);
        Add("INSERT INTO books (id, name, base_currency, time_zone, locale, first_day_of_month, created_at) VALUES ($1, 'Home', 'JPY', 'Asia/Tokyo', 'en', $2, now())", household.Book, firstDay);
        Add("INSERT INTO members (book_id, user_id, role, joined_at) VALUES ($1, $2, 2, now())", household.Book, household.Owner);
        foreach (var (account, name, currency) in new[] { (household.Wallet, "Wallet", "JPY"), (household.Dollars, "Dollars", "USD") })
        {
            Add("""
                INSERT INTO accounts (book_id, id, name, kind, currency, opening_balance, in_net_worth, created_at)
                VALUES ($1, $2, $3, 0, $4, 0, true, now())
                """, household.Book, account, name, currency);
        }

        foreach (var (category, name, kind) in new[] { (household.Food, "Food", 0), (household.Rent, "Rent", 0), (household.Salary, "Salary", 1) })
        {
            Add("INSERT INTO categories (book_id, id, name, kind, position, created_at) VALUES ($1, $2, $3, $4, 0, now())",
                household.Book, category, name, kind);
        }

        await batch.ExecuteNonQueryAsync();
        return household;
    }

    /// <summary>A transaction of the API's role for the owner and this book, as a request has it.</summary>
    public Task<LedgerSession> OpenAsync() => LedgerSession.OpenAsync(app, Owner, Book);

    /// <summary>Does something as one change set and commits it.</summary>
    /// <returns>The change set's id.</returns>
    public async Task<Guid> ChangeAsync(Func<LedgerSession, Task> work)
    {
        await using var session = await OpenAsync();
        await session.LockAsync();
        await work(session);
        await session.CommitAsync();
        return session.Change;
    }

    /// <summary>Undoes a change set.</summary>
    /// <returns>How many rows were put back, and the undo's own change set.</returns>
    public async Task<(int Restored, Guid Change)> UndoAsync(Guid change)
    {
        var restored = 0;
        var undo = await ChangeAsync(async session => restored = await session.ScalarAsync<int>("SELECT undo_change($1)", change));
        return (restored, undo);
    }

    /// <summary>Reads one value in a session of its own.</summary>
    public async Task<T?> ReadAsync<T>(string sql, params object?[] values)
    {
        await using var session = await OpenAsync();
        return await session.ScalarAsync<T>(sql, values);
    }

    /// <summary>Reads one column in a session of its own.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, params object?[] values)
    {
        await using var session = await OpenAsync();
        return await session.ListAsync<T>(sql, values);
    }

    /// <summary>Rows by which the kept totals and the transactions differ.</summary>
    public async Task<long> DifferencesAsync() => await ReadAsync<long>("SELECT count(*) FROM totals_differences()");
}
