using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SmartMoney.Benchmarks;

/// <summary>One row as an import writes it.</summary>
internal sealed record LedgerRow(
    Guid Book, Guid Id, Guid Account, DateOnly Date, long Amount, string Payee, Guid? Category, Guid Import, int Line, Guid Key, string BankId,
    DateTime At);

/// <summary>A book with five accounts and forty categories, and rows for it: ten years of a household's payments.</summary>
internal sealed class LedgerFixture
{
    private static readonly string[] Shops =
        ["セブン-イレブン", "イオンリテール", "東京電力エナジーパートナー", "JR東日本 モバイルSuica", "スターバックス コーヒー", "家賃 引落", "ドコモご利用料金", "Amazon.co.jp"];

    private readonly Guid[] accounts = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
    private readonly Guid[] categories = [.. Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7())];
    private readonly Guid import = Guid.CreateVersion7();

    public Guid Book { get; } = Guid.CreateVersion7();

    public Guid User { get; } = Guid.CreateVersion7();

    [SuppressMessage("Security", "CA2100", Justification = "Generated ids.")]
    public static async Task<LedgerFixture> CreateAsync(NpgsqlConnection owner)
    {
        var fixture = new LedgerFixture();
        var file = Guid.CreateVersion7();
        var sql = new StringBuilder();
        sql.Append(CultureInfo.InvariantCulture, $"""
            INSERT INTO users (id, is_operator, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                VALUES ('{fixture.User}', false, now(), true, false, false, false, 0);
            INSERT INTO books (id, name, base_currency, time_zone, locale, first_day_of_month, created_at)
                VALUES ('{fixture.Book}', 'b', 'JPY', 'Asia/Tokyo', 'ja', 1, now());
            INSERT INTO members VALUES ('{fixture.Book}', '{fixture.User}', 2, now());
            INSERT INTO files VALUES ('{fixture.Book}', '{file}', '\x00', 1, now());
            INSERT INTO imports (book_id, id, status, format, file_id, file_name, file_size, lines, other, "new", duplicates, suspects, updated,
                                 error_count, created, created_by, created_at, created_accounts, created_categories)
                VALUES ('{fixture.Book}', '{fixture.import}', 1, 'moneyforward', '{file}', 'f', 1, 0, 0, 0, 0, 0, 0, 0, 0, '{fixture.User}', now(), '{"{}"}', '{"{}"}');
            """);
        foreach (var (index, account) in fixture.accounts.Index())
            sql.Append(CultureInfo.InvariantCulture,
                $"INSERT INTO accounts (book_id, id, name, kind, currency, opening_balance, in_net_worth, created_at) VALUES ('{fixture.Book}', '{account}', 'a{index}', 1, 'JPY', 0, true, now());");
        foreach (var (index, category) in fixture.categories.Index())
            sql.Append(CultureInfo.InvariantCulture,
                $"INSERT INTO categories (book_id, id, name, kind, position, created_at) VALUES ('{fixture.Book}', '{category}', 'c{index}', {(index % 8 == 0 ? 1 : 0)}, 0, now());");
        await using var command = new NpgsqlCommand(sql.ToString(), owner);
        await command.ExecuteNonQueryAsync();
        return fixture;
    }

    [SuppressMessage("Security", "CA5394", Justification = "Test data: the same for the same seed.")]
    public IReadOnlyList<LedgerRow> Rows(int count, int seed)
    {
        var random = new Random(seed);
        var rows = new List<LedgerRow>(count);
        var at = TimeProvider.System.GetUtcNow().UtcDateTime;
        for (var i = 0; i < count; i++)
        {
            var date = new DateOnly(2016, 1, 1).AddDays(random.Next(3650));
            var amount = random.Next(10) == 0 ? random.Next(1, 400_000) : -random.Next(1, 30_000);
            var payee = $"{Shops[random.Next(Shops.Length)]} {random.Next(1000)}";
            var key = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{date:O}|{amount}|{payee}")).AsSpan(0, 16));
            rows.Add(new(Book, Guid.CreateVersion7(), accounts[random.Next(accounts.Length)], date, amount, payee,
                random.Next(12) == 0 ? null : categories[random.Next(categories.Length)], import, i + 2, key, Guid.NewGuid().ToString("N")[..22], at));
        }

        return rows;
    }
}
