using Microsoft.AspNetCore.Razor.TagHelpers;
using SmartMoney.Web.Backend;

namespace SmartMoney.Web.TagHelpers;

/// <summary>
/// Leaves an element out for who may not use it, so that nobody is offered what the API would refuse them:
/// <c>&lt;form method="post" needs="Editor"&gt;</c>. A courtesy only: the API decides.
/// </summary>
[HtmlTargetElement(Attributes = "needs")]
public sealed class NeedsTagHelper(Viewer viewer) : TagHelper
{
    /// <summary>The least role that is shown the element.</summary>
    public Role Needs { get; set; }

    /// <summary>True for a form that is worth reading too: its fields show, but none can be changed.</summary>
    public bool Keeps { get; set; }

    /// <summary>After all others: what they add goes with the element.</summary>
    public override int Order => int.MaxValue;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (viewer.May(Needs))
        {
            return;
        }

        if (!Keeps)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "fieldset";
        output.PreContent.Clear();
        foreach (var name in new[] { "method", "action", "enctype" })
        {
            output.Attributes.RemoveAll(name);
        }

        output.Attributes.SetAttribute(new TagHelperAttribute("disabled"));
    }
}

/// <summary>The other side of <c>needs</c>: what is shown instead to who lacks the role.</summary>
[HtmlTargetElement(Attributes = "lacks")]
public sealed class LacksTagHelper(Viewer viewer) : TagHelper
{
    /// <summary>The role from which on the element is left out.</summary>
    public Role Lacks { get; set; }

    public override int Order => int.MaxValue;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (viewer.May(Lacks))
        {
            output.SuppressOutput();
        }
    }
}
