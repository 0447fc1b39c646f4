using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>Ends browser sessions, and keeps changes of one person's access in a row. The rows decide, so sessions end on every replica at once.</summary>
internal static class UserSessions
{
    /// <summary>Ends all sessions of a user, but for one.</summary>
    /// <param name="db">Where they are.</param>
    /// <param name="user">Whose.</param>
    /// <param name="but">The session that goes on; null ends all.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many ended.</returns>
    public static Task<int> EndSessionsAsync(this SmartMoneyContext db, Guid user, Guid? but, CancellationToken cancel) =>
        db.Sessions.Where(row => row.UserId == user && row.Id != but).ExecuteDeleteAsync(cancel);

    /// <summary>Waits for all that others change about a user's access, and keeps them waiting until the transaction ends. Before any book is locked.</summary>
    public static Task LockUserAsync(this SmartMoneyContext db, Guid user, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"SELECT FROM users WHERE id = {user} FOR NO KEY UPDATE", cancel);
}
