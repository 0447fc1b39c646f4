using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Money;
using Xunit;

namespace SmartMoney.Tests.Domain.Money;

public class QuotientTests
{
    [Theory]
    [InlineData(10, 4, 3)]
    [InlineData(-10, 4, -3)]
    [InlineData(9, 4, 2)]
    [InlineData(-9, 4, -2)]
    [InlineData(11, 4, 3)]
    [InlineData(1, 2, 1)]
    [InlineData(-1, 2, -1)]
    [InlineData(1, 3, 0)]
    [InlineData(0, 7, 0)]
    [InlineData(7, 1, 7)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    public void A_half_is_rounded_away_from_zero(long dividend, long divisor, long expected) =>
        Quotient.Of(dividend, divisor).ShouldBe(expected);

    [Fact]
    public void It_rounds_as_decimals_do() => Prop.ForAll(
        Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(), Gen.Choose(1, 5000).ToArbitrary(), (dividend, divisor) =>
            Quotient.Of(dividend, divisor) == (Int128)decimal.Round((decimal)dividend / divisor, MidpointRounding.AwayFromZero)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(1, 5, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(6, 5, 2)]
    public void A_ceiling_is_not_below(long dividend, long divisor, long expected) => Quotient.Ceiling(dividend, divisor).ShouldBe(expected);

    [Fact]
    public void What_is_beyond_a_long_becomes_its_end()
    {
        Quotient.Saturated(Int128.MaxValue).ShouldBe(long.MaxValue);
        Quotient.Saturated(Int128.MinValue).ShouldBe(long.MinValue);
        Quotient.Saturated(-5).ShouldBe(-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_is_divided_by_nothing(long divisor) => Should.Throw<ArgumentOutOfRangeException>(() => Quotient.Of(1, divisor));
}
