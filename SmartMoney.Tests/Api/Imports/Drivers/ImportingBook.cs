using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;

namespace SmartMoney.Tests.Api.Imports.Drivers;

/// <summary>A book of a test's own, into which it imports.</summary>
public sealed class ImportingBook(Installation api, string path)
{
    public ApiUser Owner => api.Owner;

    /// <summary><c>books/{id}</c>.</summary>
    public string Path => path;

    public Guid Id { get; } = Guid.Parse(path["books/".Length..]);

    public static async Task<ImportingBook> NewAsync(Installation api) => new(api, await api.NewBookAsync("JPY"));

    public Task<ApiAnswer> UploadAsync(byte[] file, bool commit = false, string name = "export.csv", params (string Name, string Value)[] fields) =>
        UploadAsync(Owner, file, commit, name, fields);

    public async Task<ApiAnswer> UploadAsync(ApiUser user, byte[] file, bool commit = false, string name = "export.csv", params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        form.Add(new ByteArrayContent(file), "file", name);
        return await user.SendAsync(HttpMethod.Post, $"{path}/imports{(commit ? "?commit=true" : "")}", form);
    }

    /// <summary>Uploads, expects a preview of these numbers, and that they add up to the file's lines.</summary>
    public async Task<ApiAnswer> PreviewAsync(byte[] file, int created = 0, int duplicates = 0, int suspects = 0, int updated = 0, int errors = 0)
    {
        var preview = (await UploadAsync(file)).ShouldBe(201);
        ((string?)preview["status"]).ShouldBe("preview");
        Counts(preview).ShouldBe((created, duplicates, suspects, updated, errors), preview.Text);
        ((int)preview["lines"]!).ShouldBe(created + duplicates + suspects + updated + errors + (int)preview["other"]!);
        return preview;
    }

    /// <summary>Uploads and commits; expects how many transactions that made.</summary>
    public async Task<ApiAnswer> ImportAsync(byte[] file, int created)
    {
        var preview = (await UploadAsync(file)).ShouldBe(201);
        var commit = await CommitAsync(preview.Id);
        ((int)commit.ShouldBe(200)["created"]!).ShouldBe(created, commit.Text);
        return preview;
    }

    public Task<ApiAnswer> CommitAsync(Guid id, object? body = null) => Owner.PostAsync($"{path}/imports/{id}/commit", body);

    public Task<ApiAnswer> GetAsync(Guid id) => Owner.GetAsync($"{path}/imports/{id}");

    public Task<ApiAnswer> DeleteAsync(Guid id) => Owner.DeleteAsync($"{path}/imports/{id}");

    /// <summary>All lines of an import with what became of each, read in pages.</summary>
    public async Task<IReadOnlyList<JsonNode>> RowsAsync(Guid id)
    {
        List<JsonNode> rows = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Owner.GetAsync($"{path}/imports/{id}/rows?limit=7{(cursor.Length > 0 ? "&cursor=" + cursor : "")}")).ShouldBe(200);
            rows.AddRange(page.Items);
            cursor = (string?)page["next"];
        }

        return rows;
    }

    /// <summary>How many transactions the book has, after checking that its totals, and what is said to be open among its suggestions, are those of its transactions.</summary>
    public async Task<int> TransactionsAsync()
    {
        (await ScalarAsync<long>("""
            SELECT count(*) FROM transfer_candidates c
            JOIN transactions o ON o.book_id = c.book_id AND o.id = c.out_id
            JOIN transactions i ON i.book_id = c.book_id AND i.id = c.in_id
            WHERE c.book_id = current_book() AND c.open <> may_be_transfer(o, i)
            """)).ShouldBe(0);
        (await ScalarAsync<long>("SELECT count(*) FROM totals_differences()")).ShouldBe(0);
        return (int)await ScalarAsync<long>("SELECT count(*) FROM transactions WHERE book_id = current_book()");
    }

    /// <summary>A look behind the curtain: one value, with this book as the current one.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A change behind the API's back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Everything that the ledger holds, as text that is equal when it is.</summary>
    public Task<string> LedgerAsync() => ScalarAsync<string>("""
        SELECT coalesce(jsonb_agg(to_jsonb(t) - 'version' - 'updated_at' ORDER BY t.id), '[]')::text
               || (SELECT coalesce(jsonb_agg(to_jsonb(a) - 'updated_at' ORDER BY a.id), '[]')::text FROM accounts a WHERE a.book_id = current_book())
               || (SELECT coalesce(jsonb_agg(to_jsonb(c) - 'updated_at' ORDER BY c.id), '[]')::text FROM categories c WHERE c.book_id = current_book())
        FROM transactions t WHERE t.book_id = current_book()
        """);

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = await api.Database.Superuser.OpenConnectionAsync();
        await using var enter = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT set_config('smartmoney.book', '{Id}', false)"), connection);
        await enter.ExecuteNonQueryAsync();
        return connection;
    }

    private static (int, int, int, int, int) Counts(ApiAnswer import) =>
        ((int)import["new"]!, (int)import["duplicates"]!, (int)import["suspects"]!, (int)import["updated"]!, (int)import["errorCount"]!);
}
