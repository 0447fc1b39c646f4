using Aspire.Hosting.ApplicationModel;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Model;

/// <summary>Text with values in it.</summary>
public sealed class ReferenceExpressionTests
{
    [Fact]
    public void Any_text_comes_out_as_it_went_in_braces_included()
        => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var key = new ParameterResource("key", _ => text.Get);
            var expression = ReferenceExpression.Create($"{text.Get}|{key}|{{literal}}");
            expression.GetValueAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().ShouldBe($"{text.Get}|{text.Get}|{{literal}}");
            expression.ValueExpression.ShouldBe($"{text.Get}|{{key.value}}|{{literal}}");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task The_uri_format_encodes_a_value()
    {
        var key = new ParameterResource("key", _ => "p@:/#$%'\"");

        (await ReferenceExpression.Create($"x://{key:uri}").GetValueAsync(CancellationToken.None)).ShouldBe("x://p%40%3A%2F%23%24%25%27%22");
    }

    [Fact]
    public async Task Expressions_nest()
    {
        var key = new ParameterResource("key", _ => "v");
        var inner = ReferenceExpression.Create($"[{key}]");
        var builder = new ReferenceExpressionBuilder();
        builder.IsEmpty.ShouldBeTrue();
        builder.Append($"a{inner}");
        builder.AppendLiteral("b");

        (await builder.Build().GetValueAsync(CancellationToken.None)).ShouldBe("a[v]b");
        builder.Build().ValueExpression.ShouldBe("a[{key.value}]b");
    }

    [Fact]
    public async Task An_empty_expression_has_no_value()
        => (await ReferenceExpression.Empty.GetValueAsync(CancellationToken.None)).ShouldBeNull();
}
