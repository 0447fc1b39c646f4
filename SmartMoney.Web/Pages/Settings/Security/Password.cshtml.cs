using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings.Security;

/// <summary>Another password; every other browser is signed out.</summary>
[WithoutBook]
[AsksForSecrets]
public sealed class PasswordModel(ApiClient api, ProblemText problems) : PageModel
{
    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    /// <summary>Whether API tokens end too.</summary>
    [BindProperty]
    public bool DeleteTokens { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(
            HttpMethod.Post, "account/password", new { currentPassword = CurrentPassword ?? "", newPassword = NewPassword ?? "", deleteTokens = DeleteTokens }, null, cancellationToken);
        return answer.Succeeded ? Redirect("/settings/security?done=" + (DeleteTokens ? "password-changed-tokens" : "password-changed")) : this.Refuse(problems, answer.Problem, "security.wrong");
    }
}
