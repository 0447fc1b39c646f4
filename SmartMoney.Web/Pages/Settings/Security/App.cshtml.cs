using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings.Security;

/// <summary>
/// An authenticator app as second factor: the password, then the secret as a picture and in text, then a first code
/// that shows that the app has it. The secret and the recovery codes are on the page that made them and nowhere else.
/// </summary>
[WithoutBook]
[AsksForSecrets]
public sealed class AppModel(ApiClient api, ProblemText problems) : PageModel
{
    private const string Words = "security.wrong";
    private const string FirstCode = "security.app.wrong";

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Whether the app is asked for at sign-in.</summary>
    public bool On { get; private set; }

    /// <summary>Whether a secret waits for its first code.</summary>
    public bool Begun { get; private set; }

    /// <summary>The secret just made; null where the form comes back after a wrong code.</summary>
    public TotpSecret? Secret { get; private set; }

    /// <summary>The recovery codes just made.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => On = (await api.ReadAsync<OwnAccount>("account", cancellationToken)).Totp;

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<TotpSecret>(HttpMethod.Post, "account/totp", new { password = Password ?? "" }, null, cancellationToken);
        if (!answer.Succeeded)
        {
            return await RefuseAsync(answer.Problem, cancellationToken);
        }

        (Begun, Secret) = (true, answer.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<NewRecoveryCodes>(HttpMethod.Post, "account/totp/confirm", new { code = Code ?? "" }, null, cancellationToken);
        if (!answer.Succeeded)
        {
            Begun = answer.Problem.Status != StatusCodes.Status409Conflict;
            return await RefuseAsync(answer.Problem, cancellationToken, FirstCode);
        }

        Codes = answer.Value?.RecoveryCodes ?? [];
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Post, "account/totp/remove", new { password = Password ?? "" }, null, cancellationToken);
        return answer.Succeeded ? Redirect("/settings/security?done=app-removed") : await RefuseAsync(answer.Problem, cancellationToken);
    }

    private async Task<IActionResult> RefuseAsync(ApiProblem problem, CancellationToken cancellationToken, string words = Words)
    {
        await OnGetAsync(cancellationToken);
        return this.Refuse(problems, problem, words);
    }
}
