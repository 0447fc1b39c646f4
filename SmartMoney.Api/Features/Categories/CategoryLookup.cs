using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Categories;

/// <summary>What other features ask about categories.</summary>
internal static class CategoryLookup
{
    /// <summary>Whether the book has that category.</summary>
    public static Task<bool> HasCategoryAsync(this BookSession session, Guid id, CancellationToken cancel) =>
        session.Db.Categories.AnyAsync(category => category.BookId == session.BookId && category.Id == id, cancel);
}
