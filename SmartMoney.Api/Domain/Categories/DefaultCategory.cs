namespace SmartMoney.Domain.Categories;

/// <summary>Whether the rows of a category are earned or spent; a refund in an expense category lowers spending and is no income.</summary>
public enum CategoryKind
{
    /// <summary>Money spent.</summary>
    Expense,

    /// <summary>Money earned.</summary>
    Income,
}

/// <summary>A category that every new book starts with.</summary>
/// <param name="Key">Stable name for ever, kept with the book's category as <c>builtIn</c>: <c>food</c> or <c>food.groceries</c>.</param>
/// <param name="ParentKey">The first level's key, null on the first level. There are two levels.</param>
/// <param name="Kind">The same for a parent and its children.</param>
/// <param name="English">Name in English.</param>
/// <param name="Japanese">Name in Japanese, which is MoneyForward ME's own.</param>
public sealed record DefaultCategory(string Key, string? ParentKey, CategoryKind Kind, string English, string Japanese)
{
    /// <summary>Other names of MoneyForward ME that mean this category.</summary>
    internal IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The name for a locale such as <c>ja</c> or <c>ja-JP</c>; English for every other.</summary>
    public string NameIn(string locale) =>
        locale.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? Japanese : English;
}
