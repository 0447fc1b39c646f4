using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings.Security;

/// <summary>Another e-mail address to sign in with.</summary>
[WithoutBook]
[AsksForSecrets]
public sealed class EmailModel(ApiClient api, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(
            HttpMethod.Post, "account/email", new { email = Email ?? "", password = Password ?? "" }, null, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect("/settings/security?done=email-changed");
        }

        if (answer.Problem.Slug != "email-taken")
        {
            return this.Refuse(problems, answer.Problem, "security.wrong");
        }

        // Not the words of the invitation, which has a link to open again.
        ModelState.AddModelError(nameof(Email), texts["security.email.taken"]);
        Response.StatusCode = answer.Problem.Status;
        return Page();
    }
}
