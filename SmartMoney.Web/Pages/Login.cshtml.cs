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
    /// <summary>What prints a link for a new password, on the server.</summary>
    public const string ResetCommand = "SmartMoney.Api reset-password EMAIL";

    /// <summary>The same in a checkout.</summary>
    public const string ResetCommandInDevelopment = "./run --reset-password EMAIL";

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [FromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>The code of what was done before.</summary>
    [FromQuery(Name = ReturnAddress.Done)]
    public string? Done { get; set; }

    /// <summary>The name of why a sign-in is needed.</summary>
    [FromQuery(Name = ReturnAddress.Failed)]
    public string? Failed { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (viewer.Me is not null)
        {
            return Redirect(Url.Local(ReturnUrl));
        }

        var setup = await api.KnockAsync<SetupState>(HttpMethod.Get, "setup", null, cancellationToken);
        if (setup.Value is { Required: true })
        {
            // Who was the last to delete everything ends there, and is told all the same.
            return Done is { } done ? Redirect(ReturnAddress.With("/setup", ReturnAddress.Done, done)) : RedirectToPage("/Setup");
        }

        return viewer.SessionEnded && Done is null && Failed is null
            ? Redirect(ReturnAddress.With(Request.Path + Request.QueryString, ReturnAddress.Failed, ReturnAddress.SignedOut))
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.KnockAsync<SignInStep>(HttpMethod.Post, "auth/login", new { email = Email ?? "", password = Password ?? "" }, cancellationToken);
        if (answer.Succeeded)
        {
            return answer.Value is { Next: "second-factor", Methods: var methods }
                ? RedirectToPage("/LoginCode", new { returnUrl = ReturnUrl, methods = LoginCodeModel.Methods(methods) })
                : Redirect(Url.Local(ReturnUrl));
        }

        if (answer.Problem.Status == StatusCodes.Status401Unauthorized)
        {
            ModelState.AddModelError("", texts["login.wrong"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return this.Refuse(problems, answer.Problem);
    }
}
