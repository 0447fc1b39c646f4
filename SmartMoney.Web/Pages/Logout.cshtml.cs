using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Pages;

/// <summary>Ends the session; the API's answer takes the cookie away.</summary>
public sealed class LogoutModel(ApiClient api) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await api.WriteAsync<Nothing>(HttpMethod.Post, "auth/logout", null, null, cancellationToken);
        return Redirect("/login?done=logged-out");
    }
}
