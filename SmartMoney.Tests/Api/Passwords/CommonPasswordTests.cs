using Shouldly;
using SmartMoney.Api.Features.Passwords;
using Xunit;

namespace SmartMoney.Tests.Api.Passwords;

public sealed class CommonPasswordTests
{
    [Theory]
    [InlineData("password123")]
    [InlineData("PassWord123")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３")]
    [InlineData("password123!!")]
    [InlineData("qwertyuiop")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("abcdabcdabcd")]
    [InlineData("12345678901234")]
    [InlineData("98765432109")]
    [InlineData("abcdefghijkl")]
    public void What_is_tried_first_is_refused(string password) => CommonPasswords.Contains(password).ShouldBeTrue();

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("sample household")]
    [InlineData("やまと いも こがらし えんぴつ")]
    [InlineData("abcdeabcdeabcd")]
    [InlineData("\ud800 is half a letter")]
    public void Anything_else_is_not(string password) => CommonPasswords.Contains(password).ShouldBeFalse();
}
