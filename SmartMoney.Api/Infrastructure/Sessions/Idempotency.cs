using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>
/// Stored answers, by caller and key, for 24 hours. The key's row is inserted first: a second request with the same
/// key waits there until the first one has ended, and then finds its answer.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";

    /// <summary>How long an answer is kept, in hours.</summary>
    public const int KeptHours = 24;

    private const int LongestKey = 255;
    private static readonly string[] KeptHeaders = ["Content-Type", "Location", "ETag", CommitFilter.ChangeHeader];

    /// <summary>The stored answer, a refusal of the key, or null when the request is to be carried out.</summary>
    public static async Task<IResult?> ReplayAsync(HttpContext http, BookSession session, CancellationToken cancel)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length is 0 or > LongestKey || key.Any(letter => letter is < '!' or > '~'))
        {
            var errors = new Errors();
            errors.Add(Header, $"'{Header}' must be 1 to {LongestKey} visible ASCII characters.");
            return errors.Problem();
        }

        var fingerprint = await FingerprintAsync(http, cancel);
        var (user, now) = (session.Caller.UserId, session.Clock.GetUtcNow());
        var oldest = now.AddHours(-KeptHours);
        if (!IsStreamed(http) && await ClaimAsync(session, key, fingerprint, cancel))
            return null;

        var stored = await session.Db.IdempotencyRecords.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == user && row.Key == key && row.CreatedAt >= oldest, cancel);
        if (stored is null)
            return null;
        return CryptographicOperations.FixedTimeEquals(stored.Fingerprint, fingerprint)
            ? new Replay(stored.Status, JsonSerializer.Deserialize<Dictionary<string, string>>(stored.Headers)!, stored.Body)
            : Problems.Of(422, "idempotency-key-reused", "The key was used for another request",
                $"'{Header}' '{key}' belongs to another request of the last {KeptHours} hours: use a new key.");
    }

    /// <summary>Writes the answer into the key's row and returns it in its final form; null when another request with the key was faster.</summary>
    public static async Task<IResult?> StoreAsync(HttpContext http, BookSession session, IResult answer, CancellationToken cancel)
    {
        if (IsStreamed(http) && !await ClaimAsync(session, http.Request.Headers[Header].ToString(), await FingerprintAsync(http, cancel), cancel))
            return null;

        var original = http.Response.Body;
        using var buffer = new MemoryStream();
        http.Response.Body = buffer;
        await answer.ExecuteAsync(http);
        http.Response.Body = original;

        var headers = KeptHeaders.Where(http.Response.Headers.ContainsKey)
            .ToDictionary(name => name, name => http.Response.Headers[name].ToString(), StringComparer.Ordinal);
        var (status, body, user, key) = (http.Response.StatusCode, buffer.ToArray(), session.Caller.UserId, http.Request.Headers[Header].ToString());
        var json = JsonSerializer.Serialize(headers);
        await session.Db.Database.ExecuteSqlAsync(
            $"UPDATE idempotency_keys SET status = {status}, headers = {json}::jsonb, body = {body} WHERE user_id = {user} AND key = {key}", cancel);
        return new Replay(status, headers, body);
    }

    // An upload takes its key at its end, under the book's lock: whoever waits for a key waits for a client that may be slow.
    private static bool IsStreamed(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Turn>() is { Streams: true };

    // Takes the key, or takes it over from an answer that is too old.
    private static async Task<bool> ClaimAsync(BookSession session, string key, byte[] fingerprint, CancellationToken cancel)
    {
        var (user, now) = (session.Caller.UserId, session.Clock.GetUtcNow());
        var oldest = now.AddHours(-KeptHours);
        return await session.Db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO idempotency_keys AS k (user_id, key, fingerprint, status, headers, body, created_at)
            VALUES ({user}, {key}, {fingerprint}, 0, '[]', '', {now})
            ON CONFLICT (user_id, key) DO UPDATE SET fingerprint = excluded.fingerprint, status = 0, headers = '[]', body = '', created_at = excluded.created_at
            WHERE k.created_at < {oldest}
            """, cancel) == 1;
    }

    // JSON bodies are part of the fingerprint; an upload is known by its length, since it is streamed only once.
    private static async Task<byte[]> FingerprintAsync(HttpContext http, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n{http.Request.ContentLength}\n"));
        if (http.Request.Body.CanSeek)
        {
            http.Request.Body.Position = 0;
            var chunk = new byte[8192];
            for (int read; (read = await http.Request.Body.ReadAsync(chunk, cancel)) > 0;)
                hash.AppendData(chunk, 0, read);

            // A route whose body is optional reads it itself, after this.
            http.Request.Body.Position = 0;
        }

        return hash.GetHashAndReset();
    }

    private sealed class Replay(int status, IReadOnlyDictionary<string, string> headers, byte[] body) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            foreach (var (name, value) in headers)
                httpContext.Response.Headers[name] = value;
            if (body.Length > 0)
                await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
