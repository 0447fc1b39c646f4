using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Infrastructure.Authentication;

namespace SmartMoney.Api.Features.Passwords;

/// <summary>Links that let somebody set a new password. The operator makes one by a command, as there may be no mail server; it is good once, for 30 minutes.</summary>
internal sealed class PasswordResets(SmartMoneyContext db, TimeProvider clock)
{
    /// <summary>Whose password a link resets, until when; null for one that is used, too old, or none.</summary>
    public async Task<OpenReset?> FindAsync(string? token, CancellationToken cancel)
    {
        if (token?.Trim() is not { } text || !TokenText.IsOne(text))
            return null;
        var (hash, now) = (TokenText.HashOf(text), clock.GetUtcNow());
        return (await db.Database.SqlQuery<OpenReset>(
            $"""
            SELECT r.user_id AS "UserId", u.email AS "Email", r.expires_at AS "ExpiresAt"
            FROM password_resets r JOIN users u ON u.id = r.user_id WHERE r.hash = {hash} AND r.expires_at > {now}
            """).ToListAsync(cancel)).SingleOrDefault();
    }

    /// <summary>Uses a link up; of two at once one gets it.</summary>
    public async Task<bool> UseAsync(string token, CancellationToken cancel)
    {
        var hash = TokenText.HashOf(token.Trim());
        return await db.Database.ExecuteSqlAsync($"DELETE FROM password_resets WHERE hash = {hash}", cancel) == 1;
    }

    /// <summary>Ends a user's links.</summary>
    public Task EndAsync(Guid user, CancellationToken cancel) => db.Database.ExecuteSqlAsync($"DELETE FROM password_resets WHERE user_id = {user}", cancel);
}

/// <summary>A link that can be used.</summary>
internal sealed record OpenReset(Guid UserId, string Email, DateTimeOffset ExpiresAt);
