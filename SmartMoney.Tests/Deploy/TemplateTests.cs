using Shouldly;
using SmartMoney.Deploy.Expressions;
using Xunit;

namespace SmartMoney.Tests.Deploy;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("{api.bindings.http.url}", "api", "bindings.http.url")]
    [InlineData("{postgres-password.value}", "postgres-password", "value")]
    [InlineData("{bindings.tcp.host}", "bindings", "tcp.host")]
    public void A_name_and_a_path_in_braces_refer_to_something(string text, string resource, string path)
    {
        var part = Template.Parse(text).ShouldHaveSingleItem();
        (part.Resource, string.Join('.', part.Path)).ShouldBe((resource, path));
    }

    [Theory]
    [InlineData("/{**catch-all}")]
    [InlineData("{id}")]
    [InlineData("{\"a.b\":{\"c\":1}}")]
    [InlineData("{0.5}")]
    [InlineData("{ a.b }")]
    [InlineData("{a..b}")]
    [InlineData("{a.b")]
    [InlineData("{.a}")]
    [InlineData("{a.b:c}")]
    public void Other_braces_are_text(string text) => Template.Parse(text).ShouldHaveSingleItem().ShouldBe(new TemplatePart(text));

    [Fact]
    public void Nothing_of_a_text_is_lost()
    {
        const string Text = "a{{x.y}{b.c}{d}e{f.g}";
        var parts = Template.Parse(Text);
        string.Concat(parts.Select(static part => part.Text)).ShouldBe(Text);
        parts.Where(static part => part.Resource is not null).Select(static part => part.Text).ShouldBe(["{x.y}", "{b.c}", "{f.g}"]);
    }
}
