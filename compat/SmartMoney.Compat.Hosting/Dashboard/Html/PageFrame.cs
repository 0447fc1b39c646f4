using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Aspire.Hosting.Dashboard;

/// <summary>What all pages have around them: title, navigation, theme.</summary>
internal sealed class PageFrame(DashboardAssets assets, DashboardSettings settings)
{
    private const string ThemeCookie = "smartmoney-dashboard-theme";

    private static readonly (string Path, string Text)[] Rooms = [("/", "Resources"), ("/consolelogs", "Console logs")];

    /// <summary>A whole page.</summary>
    /// <param name="room">The address of the room it belongs to; null before the login.</param>
    public ContentHttpResult Page(HttpContext context, string title, string? room, Html content, int status = StatusCodes.Status200OK)
    {
        var theme = context.Request.Cookies[ThemeCookie] is "light" or "dark" ? context.Request.Cookies[ThemeCookie]! : "system";
        var application = settings.ApplicationName.Length > 0 ? settings.ApplicationName : "Dashboard";
        Html page = $"""
            <!DOCTYPE html>
            <html lang="en" data-theme="{theme}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} – {application}</title>
            <link rel="icon" href="{assets.AddressOf("dashboard.svg")}" type="image/svg+xml">
            <link rel="stylesheet" href="{assets.AddressOf("dashboard.css")}">
            <script src="{assets.AddressOf("dashboard.js")}" type="module"></script>
            </head>
            <body>
            <a class="skip" href="#content">To the content</a>
            <header class="top">
            <p class="name">{application}</p>
            {Html.When(room is not null, $"""<nav aria-label="Pages">{Rooms.Select(r => Link(r.Path, r.Text, r.Path == room))}</nav>""")}
            {Html.When(room is not null, Themes(context, theme))}
            </header>
            <main id="content" tabindex="-1">
            {content}
            </main>
            </body>
            </html>
            """;
        return TypedResults.Content(page.ToString(), "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>Keeps the theme that was chosen, and goes back to where it was chosen.</summary>
    public static async Task<IResult> ChooseThemeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = form["back"].ToString();
        if (form["theme"].ToString() is "light" or "dark" or "system")
        {
            context.Response.Cookies.Append(ThemeCookie, form["theme"].ToString(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromDays(365) });
        }

        var isLocal = back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) && !back.Contains('\\', StringComparison.Ordinal) && !back.Any(char.IsControl);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = isLocal ? back : "/";
        return TypedResults.Empty;
    }

    private static Html Link(string path, string text, bool isHere)
        => $"""<a href="{path}"{Html.When(isHere, $" aria-current=\"page\"")}>{text}</a>""";

    private static Html Themes(HttpContext context, string current)
        => $"""
            <form class="themes" method="post" action="/theme" aria-label="Theme">
            <input type="hidden" name="back" value="{context.Request.PathBase + context.Request.Path + context.Request.QueryString}">
            {((string[])["system", "light", "dark"]).Select(theme => (Html)$"""<button name="theme" value="{theme}" aria-pressed="{(theme == current ? "true" : "false")}">{char.ToUpperInvariant(theme[0]) + theme[1..]}</button>""")}
            </form>
            """;
}
