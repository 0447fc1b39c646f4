using System.Collections.Frozen;
using System.Text;

namespace SmartMoney.Domain.Categories;

/// <summary>
/// Maps MoneyForward ME's 大項目 (large) and 中項目 (middle) to the default tree. MoneyForward lets its users add 中項目
/// of their own: those map to nothing here, and the caller makes them the book's own below <c>Map(large, null)</c>.
/// </summary>
public static class MoneyForwardCategories
{
    private const string Uncategorised = "未分類";

    private static readonly FrozenDictionary<string, string> Large = Names(DefaultCategories.All.Where(category => category.ParentKey is null), category => "");

    // A 中項目 is looked up within its 大項目: 健康保険 below 保険 would be a user's own, not the tax one.
    private static readonly FrozenDictionary<string, string> Middle = Names(DefaultCategories.All, category => (category.ParentKey ?? category.Key) + "/");

    /// <summary>The <see cref="DefaultCategory.Key"/> of a pair of names, or null when the tree has none: unknown, or 未分類.</summary>
    /// <param name="large">大項目. 税・社会保険 and 税・社会保障 are the same.</param>
    /// <param name="middle">中項目; null, empty or 未分類 asks for the first level alone.</param>
    public static string? Map(string? large, string? middle)
    {
        if (!Large.TryGetValue(Normal(large), out var key))
            return null;
        return IsNone(middle) ? key : Middle.GetValueOrDefault($"{key}/{Normal(middle)}");
    }

    /// <summary>Whether a name stands for no category at all: null, empty or 未分類.</summary>
    public static bool IsNone(string? name) => Normal(name) is "" or Uncategorised;

    private static FrozenDictionary<string, string> Names(IEnumerable<DefaultCategory> categories, Func<DefaultCategory, string> prefix) =>
        categories
            .SelectMany(category => category.Aliases.Prepend(category.Japanese), (category, name) => (Name: prefix(category) + Normal(name), category.Key))
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Key, StringComparer.Ordinal);

    // Exports differ in half-width and full-width forms of the same name (ATM and ＡＴＭ).
    private static string Normal(string? name) => (name ?? "").Normalize(NormalizationForm.FormKC).Trim();
}
