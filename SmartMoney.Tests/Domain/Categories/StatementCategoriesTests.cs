using Shouldly;
using SmartMoney.Domain.Categories;
using Xunit;

namespace SmartMoney.Tests.Domain.Categories;

public class StatementCategoriesTests
{
    [Theory]
    [InlineData("食費", "食料品", "food.groceries")]
    [InlineData("食費", "外食", "food.dining-out")]
    [InlineData("食費", "食費", "food")]
    [InlineData("食費", "その他食費", "food")]
    [InlineData("食費", null, "food")]
    [InlineData("食費", "未分類", "food")]
    [InlineData("収入", "給与", "income.salary")]
    [InlineData("収入", "その他入金", "income.other")]
    [InlineData("水道・光熱費", "光熱費", "utilities")]
    [InlineData("税・社会保険", "健康保険", "tax.health")]
    [InlineData("税・社会保障", "その他税・社会保障", "tax")]
    [InlineData("現金・カード", "ＡＴＭ引き出し", "cash-card.withdrawal")]
    [InlineData("その他", "その他", "other")]
    public void A_pair_of_names_maps_to_the_default_tree(string large, string? middle, string key) =>
        StatementCategories.Map("moneyforward", large, middle).ShouldBe(key);

    [Theory]
    [InlineData("未分類", "未分類")]
    [InlineData(null, null)]
    [InlineData("", "外食")]
    [InlineData("推し活", "遠征")]
    [InlineData("食費", "推し活")]
    [InlineData("保険", "健康保険")]
    public void What_the_tree_lacks_maps_to_nothing(string? large, string? middle) =>
        StatementCategories.Map("moneyforward", large, middle).ShouldBeNull();

    [Theory]
    [InlineData("食費")]
    [InlineData("日用品")]
    [InlineData("趣味・娯楽")]
    [InlineData("交際費")]
    [InlineData("交通費")]
    [InlineData("衣服・美容")]
    [InlineData("健康・医療")]
    [InlineData("自動車")]
    [InlineData("教養・教育")]
    [InlineData("特別な支出")]
    [InlineData("現金・カード")]
    [InlineData("水道・光熱費")]
    [InlineData("通信費")]
    [InlineData("住宅")]
    [InlineData("税・社会保障")]
    [InlineData("保険")]
    [InlineData("その他")]
    [InlineData("収入")]
    public void Every_large_category_of_MoneyForward_is_in_the_tree(string large) =>
        StatementCategories.Map("moneyforward", large, large).ShouldNotBeNull();

    [Fact]
    public void Only_uncategorised_and_empty_names_are_no_category()
    {
        StatementCategories.IsNone("未分類").ShouldBeTrue();
        StatementCategories.IsNone(" ").ShouldBeTrue();
        StatementCategories.IsNone(null).ShouldBeTrue();
        StatementCategories.IsNone("推し活").ShouldBeFalse();
    }
}
