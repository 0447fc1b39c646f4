using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Features.Deletion;

/// <summary>Clears books away whose seven days are over, once an hour. Replicas leave each other's alone.</summary>
internal sealed partial class DeletedBooks(IServiceScopeFactory scopes, ILogger<DeletedBooks> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Clears away what is due, each book by itself: one that cannot go keeps no other.</summary>
    /// <returns>How many books.</returns>
    public async Task<int> ClearAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SmartMoneyContext>();
        // A book of a million rows takes minutes.
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await db.Database.ExecuteSqlAsync($"SELECT clear_old_access()", cancel);
        var cleared = 0;
        foreach (var book in await db.Database.SqlQuery<Guid>($"SELECT books_to_clear() AS \"Value\"").ToListAsync(cancel))
        {
            try
            {
                cleared += (await db.Database.SqlQuery<bool>($"SELECT clear_deleted_book({book}) AS \"Value\"").ToListAsync(cancel))[0] ? 1 : 0;
            }
            catch (DbException stuck)
            {
                LogStuck(book, stuck.GetType().Name);
            }
        }

        return cleared;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                if (await ClearAsync(stoppingToken) is > 0 and var cleared)
                    LogCleared(cleared);
            }
            catch (Exception away) when (away is DbException or InvalidOperationException)
            {
                LogAway(away.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(2101, LogLevel.Information, "Cleared away {Count} books that were deleted seven days ago")]
    private partial void LogCleared(int count);

    [LoggerMessage(2103, LogLevel.Warning, "The deleted book {Book} could not be cleared away ({Reason}): trying again in an hour")]
    private partial void LogStuck(Guid book, string reason);

    [LoggerMessage(2102, LogLevel.Warning, "Deleted books could not be cleared away ({Reason}): trying again in an hour")]
    private partial void LogAway(string reason);
}
