using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>The authenticator app of a user. Its secret lies in the database protected by the key ring.</summary>
internal sealed class Authenticator(SmartMoneyContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    // As long as it takes to install an app; a secret that was given up halfway can be guessed at no longer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("SmartMoney.Totp.v1");

    /// <summary>Makes a secret that counts once a code of it was entered, within ten minutes; an earlier one that was not confirmed ends.</summary>
    /// <returns>The secret; null when the app is on already.</returns>
    public async Task<byte[]?> BeginAsync(Guid user, CancellationToken cancel)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretLength);
        var (kept, now) = (protector.Protect(secret), clock.GetUtcNow());
        var begun = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO authenticators AS a (user_id, secret, begun_at) VALUES ({user}, {kept}, {now})
            ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0 WHERE a.confirmed_at IS NULL
            """, cancel);
        return begun == 1 ? secret : null;
    }

    /// <summary>Whether a secret waits for its first code.</summary>
    public async Task<bool> HasBegunAsync(Guid user, CancellationToken cancel) => await SecretAsync(user, confirmed: false, cancel) is not null;

    /// <summary>Turns it on with its first code.</summary>
    public async Task<bool> ConfirmAsync(Guid user, string code, CancellationToken cancel)
    {
        if (!await AcceptsAsync(user, code, confirmed: false, cancel))
            return false;
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"UPDATE authenticators SET confirmed_at = {now} WHERE user_id = {user}", cancel);
        return true;
    }

    /// <summary>Whether a code is right. It is right once: neither it nor an older one is accepted again.</summary>
    public Task<bool> AcceptsAsync(Guid user, string code, CancellationToken cancel) => AcceptsAsync(user, code, confirmed: true, cancel);

    /// <summary>Ends it.</summary>
    /// <returns>Whether it was on.</returns>
    public async Task<bool> EndAsync(Guid user, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync($"DELETE FROM authenticators WHERE user_id = {user} AND confirmed_at IS NOT NULL", cancel) == 1;

    private async Task<bool> AcceptsAsync(Guid user, string code, bool confirmed, CancellationToken cancel)
    {
        if (await SecretAsync(user, confirmed, cancel) is not { } secret || Totp.Match(secret, code, clock.GetUtcNow()) is not { } step)
            return false;
        // Of two requests with one code the second finds its step used.
        return await db.Database.ExecuteSqlAsync($"UPDATE authenticators SET last_step = {step} WHERE user_id = {user} AND last_step < {step}", cancel) == 1;
    }

    private async Task<byte[]?> SecretAsync(Guid user, bool confirmed, CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - Patience;
        var kept = await db.Database.SqlQuery<byte[]>(
            $"""
            SELECT secret AS "Value" FROM authenticators
            WHERE user_id = {user} AND CASE WHEN {confirmed} THEN confirmed_at IS NOT NULL ELSE confirmed_at IS NULL AND begun_at > {since} END
            """).ToListAsync(cancel);
        return kept is [var secret] ? protector.Unprotect(secret) : null;
    }
}
