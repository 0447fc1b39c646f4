using Shouldly;
using SmartMoney.Domain;
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

    [Theory]
    [InlineData("食費", "食料品", "food.groceries")]
    [InlineData("食費", "晩ご飯", "food.dinner")]
    [InlineData("食費", "外食", "food.dining-out")]
    [InlineData("日用雑貨", "消耗品", "household")]
    [InlineData("交通", "電車", "transport.train")]
    [InlineData("通信", "携帯電話", "communications.mobile")]
    [InlineData("水道・光熱", "電気料金", "utilities.electricity")]
    [InlineData("水道･光熱", "その他", "utilities")]
    [InlineData("住まい", "家賃", "housing.rent")]
    [InlineData("交際費", "飲み会", "social.drinks")]
    [InlineData("エンタメ", "書籍", "hobbies.books")]
    [InlineData("教育・教養", "塾", "education.tutoring")]
    [InlineData("医療・保険", "医療保険", "insurance.medical")]
    [InlineData("美容・衣服", null, "clothing")]
    [InlineData("クルマ", "ガソリン", "car.fuel")]
    [InlineData("税金", "住民税", "tax.income")]
    [InlineData("大型出費", "旅行", "hobbies.travel")]
    [InlineData("その他", "その他", "other")]
    [InlineData("収入", "給与所得", "income.salary")]
    [InlineData("収入", "その他", "income.other")]
    [InlineData("賞与", null, "income.salary")]
    [InlineData("食費", "推し活", null)]
    [InlineData("推し活", null, null)]
    public void Zaims_names_map_to_the_default_tree(string first, string? second, string? key) => StatementCategories.Map("zaim", first, second).ShouldBe(key);

    [Fact]
    public void Points_are_income_and_refunds_lower_other_spending_in_PayPay_only()
    {
        StatementCategories.Map("paypay", "ポイント", null).ShouldBe("income.points");
        StatementCategories.Map("paypay", "その他", null).ShouldBe("other");
        StatementCategories.Map("moneyforward", "ポイント", null).ShouldBeNull();
    }

    [Fact]
    public void Every_name_of_a_format_leads_to_a_category_that_there_is()
    {
        var keys = DefaultCategories.All.Select(category => category.Key).ToHashSet();
        DomainData.Rows("Categories/statement-categories.tsv").ShouldAllBe(row => row.Length == 4 && keys.Contains(row[3]));
    }
}
