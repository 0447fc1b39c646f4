using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings.Security;

/// <summary>How one's own account is protected, and the ways to each part of it.</summary>
[WithoutBook]
public sealed class IndexModel(ApiClient api) : PageModel
{
    public OwnAccount Account { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Account = await api.ReadAsync<OwnAccount>("account", cancellationToken);
}
