using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SmartMoney.Web.Backend;

namespace SmartMoney.Web.TagHelpers;

/// <summary>
/// Gives every form that posts its hidden fields, first in the form: the session's form token and a key of its own,
/// so that sending it twice takes effect once.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class FormTokenTagHelper(Viewer viewer) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (viewer.Me?.FormToken is { } token)
        {
            output.PreContent.AppendHtml(Hidden(FormPost.TokenField, token));
        }

        output.PreContent.AppendHtml(Hidden(FormPost.OnceField, Guid.NewGuid().ToString("N")));
    }

    private static string Hidden(string name, string value) =>
        $"<input type=\"hidden\" name=\"{name}\" value=\"{HtmlEncoder.Default.Encode(value)}\" autocomplete=\"off\" />";
}
