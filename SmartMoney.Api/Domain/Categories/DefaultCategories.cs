namespace SmartMoney.Domain.Categories;

/// <summary>The category tree of a new book, in the order it is shown: each first level is followed by its children.</summary>
public static class DefaultCategories
{
    /// <summary>The whole tree; a parent always comes before its children.</summary>
    public static IReadOnlyList<DefaultCategory> All { get; } = [.. DomainData.Rows("Categories/default-categories.tsv").Select(Read)];

    private static DefaultCategory Read(string[] row)
    {
        var dot = row[0].IndexOf('.', StringComparison.Ordinal);
        return new(row[0], dot < 0 ? null : row[0][..dot], Enum.Parse<CategoryKind>(row[1], ignoreCase: true), row[2], row[3])
        {
            Aliases = row.Length > 4 ? row[4].Split('|') : [],
        };
    }
}
