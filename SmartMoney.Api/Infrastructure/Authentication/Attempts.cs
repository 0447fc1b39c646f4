using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Domain;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>
/// Counts wrong passwords and codes by what was tried and from where, on all replicas together. An address that fails too often waits, twice as
/// long each time; other addresses go on, more slowly when many fail, so that nobody locks an owner out of their own house.
/// </summary>
internal sealed class Attempts(SmartMoneyContext db, TimeProvider clock, IHttpContextAccessor contexts)
{
    /// <summary>Failures of an address before it has to wait.</summary>
    public const int Free = 5;

    /// <summary>The first wait, in seconds; each further failure doubles it.</summary>
    public const int FirstWait = 30;

    /// <summary>The longest wait, in seconds.</summary>
    public const int LongestWait = 900;

    /// <summary>Failures from all addresses within <see cref="Recent"/> above which every attempt is slowed.</summary>
    public const int Many = 20;

    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>The password of an e-mail address, whether or not somebody has it.</summary>
    public static byte[] PasswordOf(string email) => SubjectOf($"password {CompatibilityForm.Of(email.Trim()).ToUpperInvariant()}");

    /// <summary>The second factor of a user.</summary>
    public static byte[] SecondFactorOf(Guid user) => SubjectOf($"second factor {user}");

    /// <summary>
    /// Counts a failure before the attempt is judged, so that a hundred at once are no more than one after another; <see cref="ForgiveAsync"/>
    /// takes it back.
    /// </summary>
    /// <returns>How long this address has to wait, when it may not try now; null when it may.</returns>
    public async Task<TimeSpan?> BeginAsync(byte[] subject, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var oldest = now - Forgotten;
        var counted = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sign_in_attempts AS a (subject, address, failures, last_at, closed_until) VALUES ({subject}, {Address}, 1, {now}, '-infinity')
            ON CONFLICT (subject, address) DO UPDATE SET failures = CASE WHEN a.last_at < {oldest} THEN 1 ELSE a.failures + 1 END, last_at = excluded.last_at,
                closed_until = CASE WHEN a.last_at < {oldest} OR a.failures + 1 < {Free} THEN '-infinity'
                    ELSE excluded.last_at + make_interval(secs => least({FirstWait} * 2.0 ^ least(a.failures + 1 - {Free}, 20), {LongestWait})) END
            WHERE a.closed_until <= excluded.last_at
            """, cancel);
        if (counted == 1)
            return null;
        var until = await db.Database.SqlQuery<DateTimeOffset>(
            $"SELECT closed_until AS \"Value\" FROM sign_in_attempts WHERE subject = {subject} AND address = {Address}").ToListAsync(cancel);
        return until is [var end] && end > now ? end - now : TimeSpan.FromSeconds(1);
    }

    /// <summary>Forgets the failures of this address: the attempt was right.</summary>
    public Task ForgiveAsync(byte[] subject, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM sign_in_attempts WHERE subject = {subject} AND address = {Address}", cancel);

    /// <summary>How often it failed lately, from all addresses together.</summary>
    public async Task<int> RecentAsync(byte[] subject, CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - Recent;
        return (await db.Database.SqlQuery<int>(
            $"SELECT coalesce(sum(failures), 0)::int AS \"Value\" FROM sign_in_attempts WHERE subject = {subject} AND last_at > {since}").ToListAsync(cancel))[0];
    }

    /// <summary>Makes everybody wait a little while many addresses fail: up to 3 s. Outside a transaction, so that no connection waits too.</summary>
    public async Task SlowDownAsync(byte[] subject, CancellationToken cancel)
    {
        var beyond = await RecentAsync(subject, cancel) - Many;
        if (beyond > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(100 * beyond, Slowest.TotalMilliseconds)), cancel);
    }

    private string Address => Visitor.Of(contexts.HttpContext!).Address;

    private static byte[] SubjectOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
