using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Money;
using Xunit;

namespace SmartMoney.Tests.Domain.Money;

public class MinorUnitsTests
{
    private static readonly Arbitrary<long> Amounts = Gen.OneOf(
        from high in Gen.Choose(-1_000_000_000, 999_999_999) from low in Gen.Choose(0, 1_000_000) select (high * 1_000_000L) + low,
        Gen.Choose(-2000, 2000).Select(x => (long)x)).ToArbitrary();

    [Theory]
    [InlineData("-1,234", 0, -1234)]
    [InlineData("1234567", 0, 1234567)]
    [InlineData("12.34", 2, 1234)]
    [InlineData("12.3", 2, 1230)]
    [InlineData("12", 2, 1200)]
    [InlineData("+12.000", 0, 12)]
    [InlineData("1.2345", 4, 12345)]
    [InlineData("-0.005", 3, -5)]
    [InlineData(" 7 ", 0, 7)]
    [InlineData("-0", 0, 0)]
    [InlineData("1000000000000000", 0, 1000000000000000)]
    [InlineData("-10,000,000,000,000.00", 2, -1000000000000000)]
    public void Text_becomes_minor_units(string text, int digits, long expected)
    {
        MinorUnits.Parse(text, digits, out var amount).ShouldBe(AmountError.None);
        amount.ShouldBe(expected);
    }

    [Theory]
    [InlineData("", AmountError.Empty)]
    [InlineData("  ", AmountError.Empty)]
    [InlineData("-", AmountError.Malformed)]
    [InlineData("12a", AmountError.Malformed)]
    [InlineData("1,23", AmountError.Malformed)]
    [InlineData("1,2345", AmountError.Malformed)]
    [InlineData("1234,567", AmountError.Malformed)]
    [InlineData(",123", AmountError.Malformed)]
    [InlineData("1,,234", AmountError.Malformed)]
    [InlineData("1.", AmountError.Malformed)]
    [InlineData(".5", AmountError.Malformed)]
    [InlineData("1.2.3", AmountError.Malformed)]
    [InlineData("--1", AmountError.Malformed)]
    [InlineData("1e3", AmountError.Malformed)]
    [InlineData("１２", AmountError.Malformed)]
    [InlineData("NaN", AmountError.Malformed)]
    [InlineData("1.234", AmountError.TooManyDecimals)]
    [InlineData("10000000000000.01", AmountError.TooLarge)]
    [InlineData("99999999999999999999999999999999", AmountError.TooLarge)]
    public void What_is_not_an_amount_says_why(string text, AmountError expected)
    {
        MinorUnits.Parse(text, 2, out var amount).ShouldBe(expected);
        amount.ShouldBe(0);
    }

    [Theory]
    [InlineData(-1234, 0, "-1234")]
    [InlineData(-1234, 2, "-12.34")]
    [InlineData(5, 3, "0.005")]
    [InlineData(0, 2, "0.00")]
    [InlineData(long.MinValue, 0, "-9223372036854775808")]
    [InlineData(long.MaxValue, 4, "922337203685477.5807")]
    public void Minor_units_become_text(long amount, int digits, string expected) => MinorUnits.Format(amount, digits).ShouldBe(expected);

    [Fact]
    public void Every_amount_survives_text_and_back() => Prop.ForAll(Amounts, Gen.Choose(0, 4).ToArbitrary(), (amount, digits) =>
        MinorUnits.TryParse(MinorUnits.Format(amount, digits), digits, out var back) && back == amount).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0.5", 0, 1)]
    [InlineData("-0.5", 0, -1)]
    [InlineData("1.5", 0, 2)]
    [InlineData("2.5", 0, 3)]
    [InlineData("0.4999999999999999999999999999", 0, 0)]
    [InlineData("1.005", 2, 101)]
    [InlineData("-1.005", 2, -101)]
    [InlineData("1.0049", 2, 100)]
    public void A_half_is_rounded_away_from_zero(string value, int digits, long expected)
    {
        MinorUnits.FromDecimal(decimal.Parse(value), digits, out var amount).ShouldBe(AmountError.None);
        amount.ShouldBe(expected);
    }

    [Theory]
    [InlineData(1000, 2, "157.25", 0, 1573)] // 10.00 USD at 157.25 yen is 1572.5 yen
    [InlineData(-1000, 2, "157.25", 0, -1573)]
    [InlineData(1573, 0, "0.006359300476947", 2, 1000)]
    [InlineData(1, 0, "0.0049", 2, 0)]
    [InlineData(1000, 3, "3.25", 2, 325)]
    [InlineData(1000000000000000, 0, "0.999999999999999", 0, 999999999999999)]
    public void A_rate_converts_exactly_and_rounds_once(long amount, int from, string rate, int to, long expected)
    {
        MinorUnits.Convert(amount, from, decimal.Parse(rate), to, out var converted).ShouldBe(AmountError.None);
        converted.ShouldBe(expected);
    }

    [Fact]
    public void A_conversion_beyond_the_limit_is_refused()
    {
        MinorUnits.Convert(MinorUnits.Limit, 0, 1.000000000000001m, 0, out var converted).ShouldBe(AmountError.TooLarge);
        converted.ShouldBe(0);
        MinorUnits.FromDecimal(decimal.MaxValue, 4, out _).ShouldBe(AmountError.TooLarge);
    }

    [Fact]
    public void Conversion_keeps_the_sign_symmetric() => Prop.ForAll(Amounts, Gen.Choose(1, 1_000_000).ToArbitrary(), (amount, millionths) =>
    {
        var rate = millionths / 1_000_000m;
        MinorUnits.Convert(amount, 2, rate, 2, out var plus);
        MinorUnits.Convert(-amount, 2, rate, 2, out var minus);
        return plus == -minus;
    }).QuickCheckThrowOnFailure();
}
