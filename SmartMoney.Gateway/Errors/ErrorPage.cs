using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SmartMoney.Gateway.Security;

namespace SmartMoney.Gateway.Errors;

/// <summary>
/// A page that needs nothing but itself, because whatever it could link to may be away: no script, and one inline style
/// that the policy allows by its hash.
/// </summary>
internal static class ErrorPage
{
    // Japanese stays readable in the source of the page.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Template = Read("ErrorPage.html");
    private static readonly string StyleHash = HashOfStyle();

    internal static async Task WriteAsync(GatewayAnswer answer, HttpContext context)
    {
        var language = ErrorTexts.LanguageOf(context.Request.GetTypedHeaders());
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var page = new StringBuilder(Template)
            .Replace("{language}", language.Name)
            .Replace("{title}", Encode(ErrorTexts.Title(answer.Slug, language)))
            .Replace("{text}", Encode(ErrorTexts.Text(answer.Slug, language)))
            // A link to this same address repeats a read; a write is for the person to repeat.
            .Replace("{next}", isRead
                ? $"""<a href="">{Encode(ErrorTexts.Of("again", language))}</a>"""
                : Encode(ErrorTexts.Of("back", language)))
            .ToString();

        SecurityHeaders.AllowStyle(context, StyleHash);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentLanguage = language.Name;
        await context.Response.WriteAsync(page, Encoding.UTF8, context.RequestAborted);
    }

    private static string Encode(string text) => Html.Encode(text);

    private static string HashOfStyle()
    {
        const string open = "<style>";
        var start = Template.IndexOf(open, StringComparison.Ordinal) + open.Length;
        var style = Template[start..Template.IndexOf("</style>", StringComparison.Ordinal)];
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}";
    }

    private static string Read(string name)
    {
        using var stream = typeof(ErrorPage).Assembly.GetManifestResourceStream($"SmartMoney.Gateway.Errors.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Line ends of the checkout must not change the style's hash: HTML parsers read CRLF as LF.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
