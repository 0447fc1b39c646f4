using Shouldly;
using SmartMoney.Domain.Money;
using Xunit;

namespace SmartMoney.Tests.Domain.Money;

public class CurrencyTests
{
    [Theory]
    [InlineData("JPY", 392, 0)]
    [InlineData("EUR", 978, 2)]
    [InlineData("USD", 840, 2)]
    [InlineData("KWD", 414, 3)]
    [InlineData("CLF", 990, 4)]
    [InlineData("CLP", 152, 0)]
    [InlineData("ISK", 352, 0)]
    [InlineData("XCG", 532, 2)]
    public void A_currency_has_its_number_and_minor_digits(string code, int numeric, int digits)
    {
        Currency.TryGet(code, out var currency).ShouldBeTrue();
        currency!.Numeric.ShouldBe(numeric);
        currency.Digits.ShouldBe(digits);
        Currency.Get(code).ShouldBeSameAs(currency);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("jpy")]
    [InlineData("XXX")]
    [InlineData("XAU")]
    [InlineData("DEM")]
    public void What_is_not_an_active_currency_with_minor_units_is_refused(string? code)
    {
        Currency.TryGet(code, out var currency).ShouldBeFalse();
        currency.ShouldBeNull();
    }

    [Fact]
    public void Codes_and_numbers_are_unique_and_digits_are_within_the_ledgers_range()
    {
        Currency.All.Count.ShouldBe(165);
        Currency.All.Select(c => c.Numeric).Distinct().Count().ShouldBe(165);
        Currency.All.ShouldAllBe(c => c.Code.Length == 3 && c.Name.Length > 0 && c.Digits >= 0 && c.Digits <= MinorUnits.MaxDigits);
    }
}
