using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>Ends browser sessions. The rows decide, so they end on every replica at once.</summary>
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
}
