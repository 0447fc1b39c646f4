using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings.Security;

/// <summary>New recovery codes in place of the old ones, shown once.</summary>
[WithoutBook]
[AsksForSecrets]
public sealed class CodesModel(ApiClient api, ProblemText problems) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The codes just made.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<NewRecoveryCodes>(HttpMethod.Post, "account/recovery-codes", new { password = Password ?? "" }, null, cancellationToken);
        if (!answer.Succeeded)
        {
            return this.Refuse(problems, answer.Problem, "security.wrong");
        }

        Codes = answer.Value?.RecoveryCodes ?? [];
        return Page();
    }
}
