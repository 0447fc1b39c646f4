using System.Text.Json.Nodes;
using Npgsql;
using Shouldly;

namespace SmartMoney.Tests.Api.Drivers;

/// <summary>A book of a test's own in yen, with a wallet, a dollar account and three categories, worked on through the API.</summary>
public sealed class LedgerBook
{
    private readonly Installation api;

    private LedgerBook(Installation api, string path) => (this.api, Path, Id) = (api, path, Guid.Parse(path["books/".Length..]));

    public ApiUser Owner => api.Owner;

    /// <summary><c>books/{id}</c>.</summary>
    public string Path { get; }

    public Guid Id { get; }

    /// <summary>In yen.</summary>
    public Guid Wallet { get; private set; }

    /// <summary>In US dollars, for which there is no rate.</summary>
    public Guid Dollars { get; private set; }

    /// <summary>An expense.</summary>
    public Guid Food { get; private set; }

    /// <summary>An expense.</summary>
    public Guid Rent { get; private set; }

    /// <summary>An income.</summary>
    public Guid Salary { get; private set; }

    public static async Task<LedgerBook> NewAsync(Installation api, int firstDayOfMonth = 1)
    {
        var book = new LedgerBook(api, await api.NewBookAsync("JPY", firstDayOfMonth));
        book.Wallet = await book.MakeAsync("accounts", new { name = "My wallet", kind = "cash" });
        book.Dollars = await book.MakeAsync("accounts", new { name = "My dollars", kind = "bank", currency = "USD" });
        book.Food = await book.MakeAsync("categories", new { name = "My food", kind = "expense" });
        book.Rent = await book.MakeAsync("categories", new { name = "My rent", kind = "expense" });
        book.Salary = await book.MakeAsync("categories", new { name = "My salary", kind = "income" });
        return book;
    }

    public Task<ApiAnswer> GetAsync(string path) => Owner.GetAsync($"{Path}/{path}");

    public Task<ApiAnswer> PostAsync(string path, object? body = null) => Owner.PostAsync($"{Path}/{path}", body);

    /// <summary>Makes something and answers its id.</summary>
    public async Task<Guid> MakeAsync(string path, object body) => (await PostAsync(path, body)).ShouldBe(201).Id;

    /// <summary>Adds a transaction in the wallet and answers its id.</summary>
    public Task<Guid> AddAsync(string date, long amount, Guid? category = null, string payee = "", bool excluded = false, Guid? account = null, params string[] tags) =>
        MakeAsync("transactions", new { accountId = account ?? Wallet, date, amount, categoryId = category, payee, excluded, tags });

    /// <summary>The row, which must be there.</summary>
    public async Task<ApiAnswer> TransactionAsync(Guid id) => (await GetAsync($"transactions/{id}")).ShouldBe(200);

    public Task<ApiAnswer> PatchAsync(Guid id, object patch, string? ifMatch) => Owner.PatchAsync($"{Path}/transactions/{id}", patch, ifMatch);

    /// <summary>Changes the row as it is now.</summary>
    public async Task<ApiAnswer> EditAsync(Guid id, object patch) => await PatchAsync(id, patch, (await TransactionAsync(id)).ETag);

    public Task<ApiAnswer> DeleteAsync(Guid id) => Owner.DeleteAsync($"{Path}/transactions/{id}");

    public Task<ApiAnswer> BulkAsync(object change) => PostAsync("transactions/bulk", change);

    public Task<ApiAnswer> UndoAsync(string change) => PostAsync($"changes/{change}/undo");

    /// <summary>The ids of all rows of a filter, read page by page.</summary>
    /// <param name="query">The filter, without a question mark.</param>
    /// <param name="limit">Rows in a page.</param>
    public async Task<IReadOnlyList<Guid>> ListAsync(string query = "", int limit = 50)
    {
        var ids = new List<Guid>();
        for (string? next = null; ;)
        {
            var page = (await GetAsync($"transactions?{query}&limit={limit}{(next is null ? "" : $"&cursor={next}")}")).ShouldBe(200);
            var rows = page.Items.ToList();
            rows.Count.ShouldBeLessThanOrEqualTo(limit);
            ids.AddRange(rows.Select(row => (Guid)row["id"]!));
            next = (string?)page["next"];
            if (next is null)
                return ids;
            rows.Count.ShouldBe(limit);
        }
    }

    /// <summary>count, income, expense, net and unconverted of a filter.</summary>
    public async Task<JsonNode> TotalsAsync(string query = "") => (await GetAsync($"transactions?{query}&totals=true")).ShouldBe(200)["totals"]!;

    /// <summary>A look and a change behind the curtain: one value, as the superuser with this book as the current one.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var connection = await api.Database.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var enter = new NpgsqlCommand("SELECT set_config('smartmoney.book', $1, true)", connection) { Parameters = { new() { Value = Id.ToString() } } })
            await enter.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        var answer = await command.ExecuteScalarAsync();
        await transaction.CommitAsync();
        return answer is T found ? found : default;
    }

    /// <summary>Fails unless the totals are those of the transactions.</summary>
    public async Task ShouldAddUpAsync() => (await ScalarAsync<long>("SELECT count(*) FROM totals_differences()")).ShouldBe(0);
}
