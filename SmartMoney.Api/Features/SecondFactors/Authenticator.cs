using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>The authenticator app of a user. Its secret lies in the database protected by the key ring.</summary>
internal sealed class Authenticator(SmartMoneyContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("SmartMoney.Totp.v1");

    /// <summary>Makes a secret that counts once a code of it was entered; an earlier one that was not confirmed ends.</summary>
    public async Task<byte[]> BeginAsync(Guid user, CancellationToken cancel)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretLength);
        var kept = protector.Protect(secret);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO authenticators (user_id, secret) VALUES ({user}, {kept})
            ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, confirmed_at = NULL, last_step = 0
            """, cancel);
        return secret;
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
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(Guid user, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync($"DELETE FROM authenticators WHERE user_id = {user}", cancel) == 1;

    private async Task<bool> AcceptsAsync(Guid user, string code, bool confirmed, CancellationToken cancel)
    {
        if (await SecretAsync(user, confirmed, cancel) is not { } secret || Totp.Match(secret, code, clock.GetUtcNow()) is not { } step)
            return false;
        // Of two requests with one code the second finds its step used.
        return await db.Database.ExecuteSqlAsync($"UPDATE authenticators SET last_step = {step} WHERE user_id = {user} AND last_step < {step}", cancel) == 1;
    }

    private async Task<byte[]?> SecretAsync(Guid user, bool confirmed, CancellationToken cancel)
    {
        var kept = await db.Database.SqlQuery<byte[]>(
            $"SELECT secret AS \"Value\" FROM authenticators WHERE user_id = {user} AND (confirmed_at IS NOT NULL) = {confirmed}").ToListAsync(cancel);
        return kept is [var secret] ? protector.Unprotect(secret) : null;
    }
}
