using System.Buffers.Text;
using System.Globalization;
using Npgsql;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Access;

/// <summary>
/// Makes a row for each id that a path may name, and fills in paths. A route with an id of a new kind needs a line in <see cref="Makers"/>.
/// </summary>
internal sealed class Rows(Installation api, ApiUser owner, Guid userId, string book)
{
    private readonly Dictionary<(string Kind, int Number), string> kept = [];
    private int made;

    private Dictionary<string, Func<Task<string>>> Makers => field ??= new(StringComparer.Ordinal)
    {
        ["accounts/{id}"] = () => PostAsync("accounts", new { name = Name(), kind = "cash", currency = "JPY" }),
        ["categories/{id}"] = () => PostAsync("categories", new { name = Name(), kind = "expense" }),
        ["transactions/{id}"] = async () => await PostAsync("transactions", new { accountId = await KeptAsync("accounts/{id}"), date = "2026-01-05", amount = -900, payee = Name() }),
        ["transfers/{id}"] = async () => await PostAsync("transfers", new
        {
            fromAccountId = await KeptAsync("accounts/{id}"), toAccountId = await MakeAsync("accounts/{id}"), date = "2026-01-10", amount = 5000,
        }),
        ["transfers/rules/{id}"] = async () => await InsertAsync(
            "INSERT INTO transfer_rules (book_id, id, from_account_id, to_account_id, created_at) VALUES ($1, $2, $3, $4, now())",
            Guid.Parse(await KeptAsync("accounts/{id}")), Guid.Parse(await MakeAsync("accounts/{id}"))),
        ["rules/{id}"] = async () => await PostAsync("rules", new { payee = Name(), categoryId = await KeptAsync("categories/{id}") }),
        ["goals/{id}"] = () => PostAsync("goals", new { name = Name(), targetAmount = 1000, horizonYears = 1 }),
        ["imports/{id}"] = UploadAsync,
        ["changes/{changeId}"] = async () => (await owner.PostAsync($"{book}/accounts", new { name = Name(), kind = "cash" })).ShouldBe(201).Change,
        ["invitations/{id}"] = () => InsertAsync(
            "INSERT INTO invitations (book_id, id, hash, role, created_by, created_at, expires_at) VALUES ($1, $2, decode(replace($2::text, '-', ''), 'hex'), 0, $3, now(), now() + interval '1 day')",
            userId),
        ["members/{userId}"] = () => InsertAsync("""
            WITH person AS (
                INSERT INTO users (id, email, normalized_email, is_operator, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                VALUES ($2, $2 || '@example.org', upper($2 || '@example.org'), false, now(), true, false, false, false, 0))
            INSERT INTO members (book_id, user_id, role, joined_at) VALUES ($1, $2, 1, now())
            """),
        ["tokens/{id}"] = async () => (await owner.PostAsync("tokens", new { name = Name(), scopes = new[] { "read" } })).ShouldBe(201).Id.ToString(),
        ["account/sessions/{id}"] = () => InsertAsync(
            "INSERT INTO sessions (id, user_id, created_at, last_seen_at, expires_at) SELECT $2, $3, now(), now(), now() + interval '1 day' WHERE $1::uuid IS NOT NULL", userId),
        ["account/trusted-browsers/{id}"] = () => InsertAsync("""
            INSERT INTO trusted_browsers (id, user_id, hash, address, device, created_at, expires_at)
            SELECT $2, $3, decode(replace($2::text, '-', ''), 'hex'), '', '', now(), now() + interval '1 day' WHERE $1::uuid IS NOT NULL
            """, userId),
        ["account/passkeys/{id}"] = async () =>
        {
            var id = await InsertAsync("""
                INSERT INTO user_passkeys (credential_id, user_id, data)
                SELECT decode(replace($2::text, '-', ''), 'hex'), $3, '{"Name":"Key","PublicKey":"AA==","CreatedAt":"2026-01-01T00:00:00+00:00","SignCount":0,"Transports":[],"IsUserVerified":true,"IsBackupEligible":false,"IsBackedUp":false,"AttestationObject":"AA==","ClientDataJson":"AA=="}'
                WHERE $1::uuid IS NOT NULL
                """, userId);
            return PasskeyId(Guid.Parse(id));
        },
    };

    /// <summary>The id of the row of that kind that is there from the beginning.</summary>
    public Task<string> KeptAsync(string kind) => KeptAsync(kind, 0);

    /// <summary>One of several such rows.</summary>
    public async Task<string> KeptAsync(string kind, int number) => kept.TryGetValue((kind, number), out var id) ? id : kept[(kind, number)] = await MakeAsync(kind);

    /// <summary>A new row of that kind, to be changed or deleted.</summary>
    public async Task<string> MakeAsync(string kind) => Makers.TryGetValue(kind, out var make)
        ? await make()
        : throw new InvalidOperationException($"No row is made for '{kind}': add to Rows.Makers how to make one, so that its routes are tried as everyone.");

    /// <summary>Makes one row of every kind.</summary>
    public async Task KeepAllAsync()
    {
        foreach (var kind in Makers.Keys)
            await KeptAsync(kind);
    }

    /// <summary>The operation's path with ids filled in.</summary>
    /// <param name="operation">Whose.</param>
    /// <param name="bookId">The book's.</param>
    /// <param name="row">The row's, by its kind.</param>
    public static async Task<string> PathAsync(ApiOperation operation, string bookId, Func<string, Task<string>> row)
    {
        var path = operation.Path.Replace(ApiOperation.BookParameter, bookId, StringComparison.Ordinal);
        foreach (var kind in operation.RowParameters)
        {
            var parameter = kind[kind.LastIndexOf('{')..];
            path = path.Replace(parameter, await row(kind), StringComparison.Ordinal);
        }

        return path;
    }

    /// <summary>An id that no row has.</summary>
    public static string Unknown(string kind) => kind.Contains("passkeys", StringComparison.Ordinal) ? PasskeyId(Guid.NewGuid()) : Guid.NewGuid().ToString();

    /// <summary>The kind of row that a field of a body names, by its name.</summary>
    public static string KindOf(string field) => field switch
    {
        _ when field.Contains("ccount", StringComparison.Ordinal) => "accounts/{id}",
        _ when field.Contains("ategory", StringComparison.Ordinal) || field.StartsWith("parent", StringComparison.Ordinal) => "categories/{id}",
        "transfer" => "transfers/{id}",
        _ => "transactions/{id}",
    };

    private static string PasskeyId(Guid id) => Base64Url.EncodeToString(Convert.FromHexString(id.ToString("N")));

    private string Name() => string.Create(CultureInfo.InvariantCulture, $"{AccessHousehold.Marker} {++made}");

    private async Task<string> PostAsync(string path, object body) => (await owner.PostAsync($"{book}/{path}", body)).ShouldBe(201).Id.ToString();

    private async Task<string> UploadAsync()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Of(Coffee(5) with { Payee = Name() })), "file", "export.csv" } };
        return (await owner.SendAsync(HttpMethod.Post, $"{book}/imports", form)).ShouldBe(201).Id.ToString();
    }

    // $1 is the book, $2 the new row's id.
    private async Task<string> InsertAsync(string sql, params Guid[] more)
    {
        var id = Guid.CreateVersion7();
        await using var command = api.Database.Superuser.CreateCommand(sql);
        foreach (var value in (Guid[])[Guid.Parse(book["books/".Length..]), id, .. more])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        return id.ToString();
    }
}
