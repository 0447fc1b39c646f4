using System.Xml.Linq;
using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Gateway;

public sealed class ErrorTextTests
{
    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        var english = Keys("ErrorTexts.resx");

        english.ShouldNotBeEmpty();
        Keys("ErrorTexts.ja.resx").ShouldBe(english);
    }

    private static List<string> Keys(string file) =>
        [.. XDocument.Load(Repository.PathOf($"SmartMoney.Gateway/Errors/{file}")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value)];
}
