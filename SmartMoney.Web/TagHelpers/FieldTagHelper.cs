using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SmartMoney.Web.TagHelpers;

/// <summary>
/// A field of a form: label, the control inside, a hint and the field's error. The control carries <c>asp-for</c> of
/// the same property; <see cref="FieldControlTagHelper"/> ties it to hint and error.
/// </summary>
[HtmlTargetElement("sm-field", Attributes = "for,label")]
public sealed class FieldTagHelper : TagHelper
{
    internal const string HintKey = "sm-field-hint";

    /// <summary>The property.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>What the field asks for.</summary>
    public required string Label { get; set; }

    /// <summary>How to answer, below the control.</summary>
    public string? Hint { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext View { get; set; }

    public override void Init(TagHelperContext context) => context.Items[HintKey] = !string.IsNullOrEmpty(Hint);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var control = await output.GetChildContentAsync();
        var name = View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        output.TagName = "div";
        output.AddClass("field", HtmlEncoder.Default);

        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label).AppendHtml(control);
        if (!string.IsNullOrEmpty(Hint))
        {
            output.Content.AppendHtml(Line("field-hint", id + "-hint", Hint));
        }

        if (View.ViewData.ModelState.GetFieldValidationState(name) == ModelValidationState.Invalid)
        {
            var errors = View.ViewData.ModelState[name]!.Errors.Select(error => error.ErrorMessage);
            output.Content.AppendHtml(Line("field-error", id + "-error", string.Join(" ", errors)));
        }
    }

    private static TagBuilder Line(string style, string id, string text)
    {
        var line = new TagBuilder("p");
        line.AddCssClass(style);
        line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        return line;
    }
}
