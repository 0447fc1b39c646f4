using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Reports;

/// <summary>A line of the categories' table: a first level with everything below it, or one of those below.</summary>
/// <param name="Name">Null for what has no category.</param>
/// <param name="IsBelow">Whether it is part of the line above.</param>
public sealed record CategoryRow(Guid? Id, string? Name, bool IsBelow, long Amount, long Count);

/// <summary>Lays sums by category out as a tree of two levels.</summary>
public static class CategoryRows
{
    /// <summary>The lines of one kind, the greatest first; below each first level its own.</summary>
    /// <param name="items">Sums, each without those below it.</param>
    /// <param name="kind">income or expense.</param>
    /// <param name="names">Names of first levels that have no sum themselves.</param>
    public static IReadOnlyList<CategoryRow> Of(IReadOnlyList<CategorySum> items, string kind, IReadOnlyDictionary<Guid, string> names)
    {
        var sign = kind == "expense" ? -1 : 1;
        var groups = items.Where(item => item.Kind == kind)
            .GroupBy(item => item.ParentId ?? item.CategoryId)
            .Select(group => (Id: group.Key, Items: group.ToList(), Amount: group.Sum(item => item.Amount)))
            .OrderByDescending(group => sign * group.Amount);
        return [.. groups.SelectMany(group => Lines(group.Id, group.Items, group.Amount, sign, names))];
    }

    private static IEnumerable<CategoryRow> Lines(Guid? id, List<CategorySum> items, long amount, int sign, IReadOnlyDictionary<Guid, string> names)
    {
        var name = items.Find(item => item.CategoryId == id)?.Name ?? (id is { } known ? names.GetValueOrDefault(known) : null);
        yield return new(id, name, IsBelow: false, amount, items.Sum(item => item.Count));
        foreach (var item in items.Where(item => item.ParentId is not null).OrderByDescending(item => sign * item.Amount))
            yield return new(item.CategoryId, item.Name, IsBelow: true, item.Amount, item.Count);
    }
}
