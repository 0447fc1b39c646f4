using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class MatchTextTests
{
    [Theory]
    [InlineData("ｽｰﾊﾟｰ　ＡＢＣ", "スーパー abc")]
    [InlineData("  Coffee \t\n SHOP ", "coffee shop")]
    [InlineData("㈱髙島屋", "(株)髙島屋")]
    [InlineData("A～B", "a~b")]
    [InlineData("A〜B", "a~b")]
    [InlineData("－1", "-1")]
    [InlineData("−1", "-1")]
    [InlineData("", "")]
    public void Forms_of_the_same_text_compare_equal(string text, string expected) => MatchText.Normalise(text).ShouldBe(expected);

    [Fact]
    public void What_is_no_character_never_throws() => MatchText.Normalise("\ud800x\ufffe\uffff\ufdd0é").ShouldBe("\uFFFDx\uFFFD\uFFFD\uFFFDé");

    [Fact]
    public void Normalising_twice_changes_nothing_more() =>
        Prop.ForAll<string>(text => MatchText.Normalise(MatchText.Normalise(text ?? "")) == MatchText.Normalise(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Words_may_move_between_payee_and_description() =>
        MatchText.Of("Coffee", "Shop").ShouldBe(MatchText.Of("coffee shop", ""));

    [Fact]
    public void A_key_is_the_hash_of_date_amount_and_text()
    {
        var key = ImportKey.Of(new DateOnly(2026, 1, 31), -1234, "Coffee  Shop", "");

        // printf '2026-01-31|-1234|coffee shop' | sha256sum | cut -c1-32
        key.ToString("N").ShouldBe("7ba174d8ab3a3b3d97663e5335e3a882");
        ImportKey.Of(new DateOnly(2026, 1, 31), -1234, "ＣＯＦＦＥＥ", "shop").ShouldBe(key);
        ImportKey.Of(new DateOnly(2026, 1, 30), -1234, "coffee shop", "").ShouldNotBe(key);
        ImportKey.Of(new DateOnly(2026, 1, 31), 1234, "coffee shop", "").ShouldNotBe(key);
    }
}
