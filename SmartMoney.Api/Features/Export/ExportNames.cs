using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Export;

/// <summary>What the ids in the rows mean.</summary>
internal sealed record ExportNames(IReadOnlyDictionary<Guid, Account> Accounts, IReadOnlyDictionary<Guid, Category> Categories)
{
    public static async Task<ExportNames> ReadAsync(BookSession session, CancellationToken cancel) => new(
        await session.Db.Accounts.AsNoTracking().Where(row => row.BookId == session.BookId).OrderBy(row => row.Id).ToDictionaryAsync(row => row.Id, cancel),
        await session.Db.Categories.AsNoTracking().Where(row => row.BookId == session.BookId).OrderBy(row => row.Id).ToDictionaryAsync(row => row.Id, cancel));

    /// <summary>The names of a category's two levels; empty ones where there is none.</summary>
    public (string Category, string Subcategory) Levels(Guid? category)
    {
        if (category is not { } id || !Categories.TryGetValue(id, out var found))
            return ("", "");
        return found.ParentId is { } parent && Categories.TryGetValue(parent, out var above) ? (above.Name, found.Name) : (found.Name, "");
    }
}
