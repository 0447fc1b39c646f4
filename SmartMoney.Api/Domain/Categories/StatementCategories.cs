using System.Collections.Frozen;

namespace SmartMoney.Domain.Categories;

/// <summary>
/// Maps the category names of statements to the default tree: MoneyForward ME's 大項目 and 中項目, which are the tree's own Japanese
/// names, and what other formats call the same things. All let their users add names: those map to nothing here, and the caller
/// makes them the book's own below <c>Map(format, first, null)</c>.
/// </summary>
public static class StatementCategories
{
    private const string Uncategorised = "未分類";

    private static readonly FrozenDictionary<string, string> First = Names(DefaultCategories.All.Where(category => category.ParentKey is null), category => "");

    // A 中項目 is looked up within its 大項目: 健康保険 below 保険 would be a user's own, not the tax one.
    private static readonly FrozenDictionary<string, string> Second = Names(DefaultCategories.All, category => (category.ParentKey ?? category.Key) + "/");

    private static readonly FrozenDictionary<string, string> OfFormats = DomainData.Rows("Categories/statement-categories.tsv")
        .ToFrozenDictionary(row => Path(row[0], row[1], row[2]), row => row[3], StringComparer.Ordinal);

    /// <summary>The <see cref="DefaultCategory.Key"/> of a pair of names, or null when the tree has none: unknown, or 未分類.</summary>
    /// <param name="format">Id of the format that the names come from. A name that it doesn't explain itself means what MoneyForward ME means by it.</param>
    /// <param name="first">First level. MoneyForward's 税・社会保険 and 税・社会保障 are the same.</param>
    /// <param name="second">Second level; null, empty or 未分類 asks for the first level alone.</param>
    public static string? Map(string format, string? first, string? second)
    {
        if (OfFormats.TryGetValue(Path(format, first, IsNone(second) ? "" : second), out var key))
            return key;
        if (!OfFormats.TryGetValue(Path(format, first, ""), out key) && !First.TryGetValue(Normal(first), out key))
            return null;
        return IsNone(second) ? key : Second.GetValueOrDefault($"{key}/{Normal(second)}");
    }

    /// <summary>Whether a pair of names says only that money moved on, to cash, a card or a wallet, and not what for.</summary>
    public static bool MovesOn(string format, string? first, string? second) =>
        (Map(format, first, second) ?? Map(format, first, second: null))?.StartsWith("cash-card", StringComparison.Ordinal) ?? false;

    /// <summary>Whether a name stands for no category at all: null, empty or 未分類.</summary>
    public static bool IsNone(string? name) => Normal(name) is "" or Uncategorised;

    private static FrozenDictionary<string, string> Names(IEnumerable<DefaultCategory> categories, Func<DefaultCategory, string> prefix) =>
        categories
            .SelectMany(category => category.Aliases.Prepend(category.Japanese), (category, name) => (Name: prefix(category) + Normal(name), category.Key))
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Key, StringComparer.Ordinal);

    private static string Path(string format, string? first, string? second) => $"{format}\t{Normal(first)}\t{Normal(second)}";

    // Exports differ in half-width and full-width forms of the same name (ATM and ＡＴＭ).
    private static string Normal(string? name) => CompatibilityForm.Of(name ?? "").Trim();
}
