using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.TagHelpers;

/// <summary>
/// An amount with its sign, colour and, for screen readers, its word: colour alone never tells money in from money out.
/// <c>&lt;sm-amount minor="-1280" digits="0" currency="JPY" sign="Always" /&gt;</c>
/// </summary>
[HtmlTargetElement("sm-amount", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AmountTagHelper(Texts texts) : TagHelper
{
    /// <summary>Minor units of the currency.</summary>
    public long Minor { get; set; }

    /// <summary>Digits of the minor unit.</summary>
    public int Digits { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; set; } = "";

    /// <summary>When the sign shows.</summary>
    public Sign Sign { get; set; } = Sign.Negative;

    /// <summary>False for balances and sums whose label tells the direction: no colour, no word.</summary>
    public bool Flow { get; set; } = true;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "amount" + Direction(" amount--in", " amount--out"));
        if (Direction("shell.amount.in", "shell.amount.out") is { Length: > 0 } word)
        {
            output.Content.AppendHtml("<span class=\"visually-hidden\">").Append(texts[word] + " ").AppendHtml("</span>");
        }

        output.Content.Append(Money.Format(Minor, Digits, Currency, Sign, CultureInfo.CurrentCulture));
    }

    private string Direction(string moneyIn, string moneyOut) => (Flow, Minor) switch
    {
        (false, _) or (_, 0) => "",
        (_, > 0) => moneyIn,
        _ => moneyOut,
    };
}
