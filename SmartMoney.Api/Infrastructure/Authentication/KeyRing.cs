using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>
/// Lets one replica at a time open the key ring. Two that start over an empty database would otherwise each make a key
/// that the other learns of only at its next daily refresh, and refuse each other's sessions until then.
/// </summary>
internal sealed partial class KeyRing(IServiceScopeFactory scopes, IDataProtectionProvider protection, ILogger<KeyRing> log) : IHostedService
{
    /// <summary>Key of the advisory lock ("SmKr").</summary>
    private const long Lock = 0x536D4B72;

    private volatile bool ready;

    /// <summary>Opens the ring, making its first key where there is none. Cheap once it has succeeded.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (ready)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SmartMoneyContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancel);
        protection.CreateProtector("SmartMoney.KeyRing").Protect([1]);
        await transaction.CommitAsync(cancel);
        ready = true;
    }

    /// <summary>Opens the ring before the first request. A database that is away now is asked again at the first sign-in.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EnsureAsync(cancellationToken);
        }
        catch (Exception away) when (IsAway(away))
        {
            LogAway(away.GetType().Name);
        }
    }

    /// <summary>Whether it is the database that failed: data protection hides that in an exception of its own.</summary>
    public static bool IsAway(Exception? failure) =>
        failure is DbException or InvalidOperationException || (failure is CryptographicException && IsAway(failure.InnerException));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2001, LogLevel.Warning, "The key ring cannot be opened yet ({Reason}): trying again at the first sign-in")]
    private partial void LogAway(string reason);
}
