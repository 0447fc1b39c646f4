using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data;
using SmartMoney.Api.Infrastructure.Authentication;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>Browsers in which the second factor is not asked for, for 30 days. The password always is.</summary>
internal sealed class TrustedBrowsers(SmartMoneyContext db, IOptions<AccessOptions> access, TimeProvider clock)
{
    /// <summary>How long a browser is trusted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly OwnCookie cookie = new("smartmoney-trust", access);

    /// <summary>Trusts the browser that sent the request.</summary>
    public async Task TrustAsync(Guid user, HttpContext http)
    {
        var (now, text, from) = (clock.GetUtcNow(), TokenText.Create(), Visitor.Of(http));
        var (hash, until) = (TokenText.HashOf(text), now + Lifetime);
        await db.Database.ExecuteSqlAsync($"DELETE FROM trusted_browsers WHERE expires_at <= {now}", http.RequestAborted);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO trusted_browsers (id, user_id, hash, address, device, created_at, expires_at)
            VALUES ({Guid.CreateVersion7(now)}, {user}, {hash}, {from.Address}, {from.Device}, {now}, {until})
            """, http.RequestAborted);
        cookie.Write(http.Response, text, Lifetime);
    }

    /// <summary>Whether the browser that sent the request is trusted with this user.</summary>
    public async Task<bool> IsTrustedAsync(Guid user, HttpContext http)
    {
        if (cookie.Read(http.Request) is not { } text || !TokenText.IsOne(text))
            return false;
        var (hash, now) = (TokenText.HashOf(text), clock.GetUtcNow());
        return (await db.Database.SqlQuery<bool>(
            $"SELECT true AS \"Value\" FROM trusted_browsers WHERE hash = {hash} AND user_id = {user} AND expires_at > {now}").ToListAsync(http.RequestAborted)).Count == 1;
    }

    /// <summary>Forgets one of a user's browsers, or all.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> ForgetAsync(Guid user, Guid? id, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM trusted_browsers WHERE user_id = {user} AND id = coalesce({id}::uuid, id)", cancel);
}
