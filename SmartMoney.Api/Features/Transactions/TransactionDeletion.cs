using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>Deletes rows, one or many.</summary>
internal static class TransactionDeletion
{
    /// <summary>
    /// A transfer that a person entered goes as it came: both sides. Of one made of imported rows the other side stays, as its file had it.
    /// </summary>
    /// <returns>How many rows went.</returns>
    public static async Task<int> DeleteAsync(this BookSession session, Guid[] ids, CancellationToken cancel)
    {
        var entered = await session.Db.Transactions
            .Where(row => row.BookId == session.BookId && ids.Contains(row.Id) && row.ImportId == null && row.TransferId != null)
            .Select(row => row.TransferId).Distinct().ToArrayAsync(cancel);
        return await session.Db.Transactions
            .Where(row => row.BookId == session.BookId && (ids.Contains(row.Id) || (row.ImportId == null && entered.Contains(row.TransferId))))
            .ExecuteDeleteAsync(cancel);
    }
}
