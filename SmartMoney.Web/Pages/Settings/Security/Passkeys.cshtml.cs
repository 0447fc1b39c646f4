using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings.Security;

/// <summary>A person's passkeys. The browser itself adds one, through the API; here they are listed and removed.</summary>
[WithoutBook]
[AsksForSecrets]
public sealed class PasskeysModel(ApiClient api) : PageModel
{
    private const string Here = "/settings/security/passkeys";

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Passkeys = await api.ReadAllAsync<Passkey>("account/passkeys", cancellationToken);

    /// <summary>The form that adds one is the browser's: where it comes here all the same, it added nothing.</summary>
    public IActionResult OnPost() => Redirect(Here);

    public async Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken cancellationToken)
    {
        var path = "account/passkeys/" + Uri.EscapeDataString(id ?? "");
        return Redirect(ReturnAddress.After(Here, "passkey-removed", await api.WriteAsync<Nothing>(HttpMethod.Delete, path, null, null, cancellationToken)));
    }
}
