using System.Globalization;
using Shouldly;
using SmartMoney.Web.Formatting;
using Xunit;

namespace SmartMoney.Tests.Web.Formatting;

public sealed class MoneyTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData(-1280, 0, "JPY", Sign.Negative, "−¥1,280")]
    [InlineData(1280, 0, "JPY", Sign.Negative, "¥1,280")]
    [InlineData(1280, 0, "JPY", Sign.Always, "+¥1,280")]
    [InlineData(-1280, 0, "JPY", Sign.Never, "¥1,280")]
    [InlineData(0, 0, "JPY", Sign.Always, "¥0")]
    [InlineData(-5, 2, "EUR", Sign.Negative, "−€0.05")]
    [InlineData(1250, 3, "KWD", Sign.Negative, "KWD\u00A01.250")]
    [InlineData(900719925474099301, 2, "USD", Sign.Negative, "$9,007,199,254,740,993.01")]
    public void An_amount_is_written_to_the_last_digit(long minor, int digits, string currency, Sign sign, string text) =>
        Money.Format(minor, digits, currency, sign, English).ShouldBe(text);

    [Theory]
    [InlineData("1280", 0, 1280)]
    [InlineData("-1,280", 0, -1280)]
    [InlineData("−¥1,280", 0, -1280)]
    [InlineData("１２８０円", 0, 1280)]
    [InlineData("△500", 0, -500)]
    [InlineData("1200+350*2", 0, 1900)]
    [InlineData("(1000 - 100) / 3", 0, 300)]
    [InlineData("1000/3", 0, 333)]
    [InlineData("12.5", 2, 1250)]
    [InlineData("0.05", 2, 5)]
    [InlineData("-(2+3)", 0, -5)]
    public void An_amount_is_read_as_people_type_it(string text, int digits, long minor)
    {
        AmountText.TryParse(text, digits, out var read).ShouldBeTrue();
        read.ShouldBe(minor);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("1/0")]
    [InlineData("1+")]
    [InlineData("(1")]
    [InlineData("1 2x")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999999999999*99999999999999999999999999")]
    [InlineData("1\uFFFE")]
    [InlineData("1000000000000001")]
    public void What_is_not_an_amount_of_yen_is_refused(string? text) =>
        AmountText.TryParse(text, 0, out _).ShouldBeFalse();

    [Fact]
    public void What_is_written_for_an_input_is_read_back_the_same()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var minor = random.NextInt64(-1_000_000_000_000_000, 1_000_000_000_000_000);
            var digits = random.Next(0, 4);
            AmountText.TryParse(Money.Plain(minor, digits), digits, out var read).ShouldBeTrue();
            read.ShouldBe(minor);
        }
    }
}
