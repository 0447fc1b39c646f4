using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Deploy.Compose;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlNode = SmartMoney.Deploy.Compose.YamlNode;

namespace SmartMoney.Tests.Deploy;

public sealed class YamlWriterTests
{
    private static readonly Arbitrary<string> Texts =
        Gen.Elements("a", "Z", "0", "9", " ", "\n", "\t", "\"", "'", "\\", "$", "{", "}", "#", ":", "-", "?", "!", "&", "*", "%", "@", "`", "~", ".", "e", "x", "\u0001", "\u0085", "\u00a0", "\u2028", "\ufeff", "日", "🎏")
            .ListOf().Select(static letters => string.Concat(letters)).ToArbitrary();

    [Fact]
    public void Any_text_is_read_back_as_it_was() =>
        Prop.ForAll(Texts, static text => ReadBack(text).Value == text && ReadBack(text).Key == text).QuickCheckThrowOnFailure();

    // YAML 1.1, which docker-compose 1.29 reads, takes each of these for something else than text.
    [Theory]
    [InlineData("yes")]
    [InlineData("No")]
    [InlineData("on")]
    [InlineData("OFF")]
    [InlineData("y")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData("012")]
    [InlineData("1:20")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("0x1F")]
    [InlineData("2026-01-01")]
    [InlineData("=")]
    [InlineData("<<")]
    [InlineData("- x")]
    public void What_YAML_takes_for_something_else_is_quoted(string text) => YamlWriter.Quote(text).ShouldBe($"\"{text}\"");

    [Theory]
    [InlineData("unless-stopped")]
    [InlineData("/run/secrets/api-password")]
    [InlineData("service_healthy")]
    public void Words_and_paths_stand_as_they_are(string text) => YamlWriter.Quote(text).ShouldBe(text);

    [Theory]
    [InlineData("$HOME", "$$HOME")]
    [InlineData("${file:/run/secrets/x|uri}", "$${file:/run/secrets/x|uri}")]
    [InlineData("$$", "$$$$")]
    public void Dollars_are_doubled(string literal, string escaped) => ComposeText.Of(literal).Escaped.ShouldBe(escaped);

    private static (string Key, string Value) ReadBack(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(YamlWriter.Write(["header"], new YamlMap().Add(text, YamlNode.List([YamlNode.Line([YamlNode.Of(text)]), YamlNode.Of(text)]))));
        stream.Load(reader);
        var (key, value) = ((YamlMappingNode)stream.Documents[0].RootNode).Children.Single();
        var list = (YamlSequenceNode)value;
        var inline = (YamlScalarNode)((YamlSequenceNode)list[0])[0];
        var item = (YamlScalarNode)list[1];
        return inline.Value == item.Value && (item.Style == ScalarStyle.DoubleQuoted || item.Value!.All(static c => c != ' '))
            ? (((YamlScalarNode)key).Value!, item.Value!)
            : ("", "differs");
    }
}
