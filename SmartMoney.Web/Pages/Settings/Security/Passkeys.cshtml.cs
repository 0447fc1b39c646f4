using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings.Security;

/// <summary>A person's passkeys. The browser itself adds one, through the API; here they are listed and removed.</summary>
[WithoutBook]
[AsksForSecrets]
public sealed class PasskeysModel(ApiClient api, ProblemText problems) : PageModel
{
    private const string Here = "/settings/security/passkeys";

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    /// <summary>The one whose removal was refused: its form stays open.</summary>
    public string? Removing { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Passkeys = await api.ReadAllAsync<Passkey>("account/passkeys", cancellationToken);

    /// <summary>The form that adds one is the browser's: where it comes here all the same, it added nothing.</summary>
    public IActionResult OnPost() => Redirect(Here);

    public async Task<IActionResult> OnPostRemoveAsync(string id, string? password, CancellationToken cancellationToken)
    {
        var path = $"account/passkeys/{Uri.EscapeDataString(id ?? "")}/remove";
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Post, path, new { password = password ?? "" }, null, cancellationToken);
        if (answer.Succeeded || answer.Problem.Status == StatusCodes.Status404NotFound)
        {
            return Redirect(ReturnAddress.After(Here, "passkey-removed", answer));
        }

        Removing = id;
        await OnGetAsync(cancellationToken);
        return this.Refuse(problems, answer.Problem, "security.wrong");
    }
}
