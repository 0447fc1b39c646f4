using Shouldly;
using SmartMoney.Domain.Categories;
using Xunit;

namespace SmartMoney.Tests.Domain.Categories;

public sealed class CategoryLearningTests
{
    private static readonly Guid Food = new("00000000-0000-0000-0000-00000000000f");
    private static readonly Guid Fuel = new("00000000-0000-0000-0000-0000000000fe");

    [Fact]
    public void A_payee_gets_the_category_that_more_than_half_of_its_rows_have()
    {
        var learning = new CategoryLearning([new("Shell", Fuel, 8), new("SHELL", Food, 1)]);
        learning.Suggest("ｓｈｅｌｌ", _ => true).ShouldBe(new(Fuel, SuggestionBasis.Payee, null, 8, 9));
    }

    [Fact]
    public void A_payee_of_two_minds_gets_none_even_where_a_word_would_say_more()
    {
        var learning = new CategoryLearning([new("Shell", Fuel, 2), new("Shell", Food, 2), new("Shell Ginza", Food, 20)]);
        learning.Suggest("Shell", _ => true).ShouldBeNull();
    }

    [Theory]
    [InlineData("セブン-イレブン 新宿店", "セブン-イレブン 渋谷三丁目店")]
    [InlineData("JR東日本 モバイルSuica", "モバイルＳｕｉｃａ チャージ")]
    [InlineData("STARBUCKS 0123", "starbucks tokyo")]
    public void A_new_branch_is_known_by_a_word_of_its_name(string seen, string payee)
    {
        var found = new CategoryLearning([new(seen, Food, 3)]).Suggest(payee, _ => true).ShouldNotBeNull();
        (found.CategoryId, found.Basis, found.Matching, found.Seen).ShouldBe((Food, SuggestionBasis.Word, 3, 3));
        found.Word.ShouldNotBeNull();
    }

    [Fact]
    public void One_row_with_a_word_or_a_word_of_many_categories_says_nothing()
    {
        new CategoryLearning([new("Tokyo Gas", Fuel, 1)]).Suggest("Tokyo Deli", _ => true).ShouldBeNull();
        new CategoryLearning([new("Tokyo Gas", Fuel, 2), new("Tokyo Ramen", Food, 2)]).Suggest("Tokyo Deli", _ => true).ShouldBeNull();
    }

    [Fact]
    public void The_clearest_word_decides()
    {
        var learning = new CategoryLearning([new("Tokyo Gas", Fuel, 3), new("Tokyo Deli", Food, 9)]);
        learning.Suggest("Tokyo Gas Shinjuku", _ => true)!.ShouldBe(new(Fuel, SuggestionBasis.Word, "gas", 3, 3));
    }

    [Fact]
    public void Categories_that_do_not_fit_the_row_are_not_counted()
    {
        var learning = new CategoryLearning([new("Employer", Fuel, 9), new("Employer", Food, 1)]);
        learning.Suggest("Employer", category => category == Food).ShouldBe(new(Food, SuggestionBasis.Payee, null, 1, 1));
        learning.Suggest("Employer", _ => false).ShouldBeNull();
    }

    [Theory]
    [InlineData("セブン-イレブン 新宿3丁目店", new[] { "セブン", "イレブン", "新宿", "丁目店" })]
    [InlineData("AMAZON.CO.JP", new[] { "amazon", "co", "jp" })]
    [InlineData("スーパー マルエツ", new[] { "スーパー", "マルエツ" })]
    [InlineData("ﾔﾁﾝ 2026", new[] { "ヤチン" })]
    [InlineData("1234-5678 / -", new string[0])]
    public void Words_are_runs_of_one_script(string payee, string[] words) => PayeeText.Words(payee).ShouldBe(words);
}
