namespace SmartMoney.Web.Backend;

/// <summary>A category of the book's tree.</summary>
/// <param name="Kind">income or expense.</param>
/// <param name="Position">Order among the children of one parent.</param>
/// <param name="BuiltIn">The default tree's name of it, null for the book's own.</param>
public sealed record Category(
    Guid Id, Guid? ParentId, string Name, string Kind, int Position, string? BuiltIn, long Version);

/// <summary>Calls about categories.</summary>
public static class CategoryCalls
{
    /// <summary>The whole tree, flat, in tree order.</summary>
    public static Task<IReadOnlyList<Category>> CategoriesAsync(this ApiClient api, Guid book, CancellationToken cancellationToken) =>
        api.ReadAllAsync<Category>($"books/{book}/categories", cancellationToken);
}
