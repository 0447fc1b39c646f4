using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SmartMoney.Web.TagHelpers;

/// <summary>A small drawing beside a word: decoration, hidden from assistive technology. 24 units square, one stroke.</summary>
[HtmlTargetElement("sm-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["dashboard"] = "M4 20V11M10 20V4M16 20v-7M22 20H2",
        ["transactions"] = "M3 7h18M3 12h12M3 17h15",
        ["import"] = "M12 3v11M8 10.5l4 4 4-4M4 16v4h16v-4",
        ["accounts"] = "M3 7h18v12H3zM3 11h18M7 15.5h3",
        ["reports"] = "M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6",
        ["goals"] = "M5 21V4M5 4.5h13l-3 4 3 4H5",
        ["settings"] = "M4 7h9M19 7h1M4 17h3M13 17h7M13 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0M7 17a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
        ["previous"] = "M15 5l-7 7 7 7",
        ["next"] = "M9 5l7 7-7 7",
        ["up"] = "M12 19V6M6 11.5l6-6 6 6",
        ["down"] = "M12 5v13M6 12.5l6 6 6-6",
        ["light"] = "M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
        ["dark"] = "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
        ["system"] = "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 4v16M15 5v14M18 7v10",
        ["language"] = "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M4 12h16M12 4c3.5 2.5 3.5 13.5 0 16M12 4c-3.5 2.5-3.5 13.5 0 16",
        ["leave"] = "M10 4H5v16h5M10 12h11M17 8l4 4-4 4",
        ["check"] = "M5 12.5l5 5L19.5 7",
        ["alert"] = "M12 4L2.5 20h19zM12 10v4.5M12 17v.5",
        ["close"] = "M6 6l12 12M18 6L6 18",
        ["key"] = "M4 15a4 4 0 1 0 8 0a4 4 0 1 0-8 0M11 12l9-9M15 8l3 3",
        ["add"] = "M12 5v14M5 12h14",
    };

    /// <summary>Which drawing.</summary>
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("width", "20");
        output.Attributes.SetAttribute("height", "20");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<path d=\"{Paths[Name]}\" />");
    }
}
