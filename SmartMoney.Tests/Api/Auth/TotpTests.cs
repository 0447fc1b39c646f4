using System.Text;
using Shouldly;
using SmartMoney.Api.Features.SecondFactors;
using Xunit;

namespace SmartMoney.Tests.Api.Auth;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238 appendix B, the SHA-1 rows, of whose eight digits the last six are ours.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_specification(long seconds, string code) =>
        Totp.Code(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Fact]
    public void A_clock_may_be_half_a_minute_off_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepOf(now);
        foreach (var off in new[] { -1, 0, 1 })
            Totp.Match(Secret, Totp.Code(Secret, step + off), now).ShouldBe(step + off);
        foreach (var off in new[] { -2, 2 })
            Totp.Match(Secret, Totp.Code(Secret, step + off), now).ShouldBeNull();
        Totp.Match(Secret, "", now).ShouldBeNull();
    }

    // RFC 4648 section 10, without the padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_in_base32(string text, string letters) => Totp.Letters(Encoding.ASCII.GetBytes(text)).ShouldBe(letters);
}
