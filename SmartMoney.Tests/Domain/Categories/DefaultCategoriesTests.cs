using Shouldly;
using SmartMoney.Domain.Categories;
using Xunit;

namespace SmartMoney.Tests.Domain.Categories;

public class DefaultCategoriesTests
{
    private static readonly IReadOnlyList<DefaultCategory> All = DefaultCategories.All;

    [Fact]
    public void The_tree_has_two_levels_and_parents_come_first()
    {
        var seen = new Dictionary<string, DefaultCategory>();
        foreach (var category in All)
        {
            if (category.ParentKey is { } parent)
            {
                seen.ShouldContainKey(parent);
                seen[parent].ParentKey.ShouldBeNull();
                seen[parent].Kind.ShouldBe(category.Kind);
            }
            seen.Add(category.Key, category);
        }
    }

    [Fact]
    public void Names_are_complete_in_both_languages_and_unique_among_siblings()
    {
        All.ShouldAllBe(c => c.English.Length > 0 && c.Japanese.Length > 0);
        foreach (var siblings in All.GroupBy(c => c.ParentKey))
        {
            siblings.Select(c => c.English).ShouldBeUnique();
            siblings.Select(c => c.Japanese).ShouldBeUnique();
        }
    }

    [Fact]
    public void Japanese_locales_get_Japanese_names_and_all_others_English()
    {
        var food = All.Single(c => c.Key == "food");
        food.NameIn("ja-JP").ShouldBe("食費");
        food.NameIn("en").ShouldBe("Food");
        food.NameIn("fr").ShouldBe("Food");
    }

    [Fact]
    public void There_is_income_and_expense() =>
        All.Where(c => c.ParentKey is null).GroupBy(c => c.Kind).ToDictionary(g => g.Key, g => g.Count())
            .ShouldBe(new Dictionary<CategoryKind, int> { [CategoryKind.Expense] = 17, [CategoryKind.Income] = 1 }, ignoreOrder: true);
}
