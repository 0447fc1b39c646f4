using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SmartMoney.Web.TagHelpers;

/// <summary>Tells assistive technology which hint and error belong to a control inside <c>sm-field</c>.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
public sealed class FieldControlTagHelper : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public required ModelExpression For { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext View { get; set; }

    public override int Order => 100;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var described = new List<string>(2);
        if (context.Items.TryGetValue(FieldTagHelper.HintKey, out var hint) && hint is true)
        {
            described.Add(id + "-hint");
        }

        if (View.ViewData.ModelState.GetFieldValidationState(name) == ModelValidationState.Invalid)
        {
            described.Add(id + "-error");
            output.Attributes.SetAttribute("aria-invalid", "true");
        }

        if (described.Count > 0)
        {
            output.Attributes.SetAttribute("aria-describedby", string.Join(' ', described));
        }
    }
}
