using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>Signs in with e-mail and password; a new installation leads to setup first.</summary>
[OpenPage]
[WithoutFormToken]
public sealed class LoginModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [FromQuery]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (viewer.Me is not null)
        {
            return Redirect(Url.Local(ReturnUrl));
        }

        var setup = await api.KnockAsync<SetupState>(HttpMethod.Get, "setup", null, cancellationToken);
        return setup.Value is { Required: true } ? RedirectToPage("/Setup") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.KnockAsync<Nothing>(HttpMethod.Post, "auth/login", new { email = Email ?? "", password = Password ?? "" }, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(Url.Local(ReturnUrl));
        }

        if (answer.Problem.Status == StatusCodes.Status401Unauthorized)
        {
            ModelState.AddModelError("", texts["login.wrong"]);
        }
        else
        {
            problems.AddTo(ModelState, answer.Problem);
        }

        Response.StatusCode = answer.Problem.Status == StatusCodes.Status401Unauthorized ? StatusCodes.Status422UnprocessableEntity : answer.Problem.Status;
        return Page();
    }
}
