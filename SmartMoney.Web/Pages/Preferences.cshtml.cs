using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>Keeps the browser's own choices, language and theme, in plain cookies.</summary>
[OpenPage]
[WithoutFormToken]
public sealed class PreferencesModel : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost(string? theme, string? language, string? returnUrl)
    {
        Keep(Theme.Cookie, Theme.Codes.FirstOrDefault(code => code == theme));
        Keep(Language.Cookie, Language.Of(language));
        return Redirect(Url.Local(returnUrl));
    }

    private void Keep(string cookie, string? choice)
    {
        if (choice is not null)
        {
            Response.Cookies.Append(cookie, choice, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(400),
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
            });
        }
    }
}
