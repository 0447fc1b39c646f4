using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Dashboard;

namespace SmartMoney.Web.Pages.Accounts;

/// <summary>The accounts with their balances and what they are worth together.</summary>
public sealed class IndexModel(ApiClient api, Viewer viewer) : PageModel
{
    public IReadOnlyList<Account> Open { get; private set; } = [];

    public IReadOnlyList<Account> Closed { get; private set; } = [];

    public NetWorth Worth { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var all = await api.AccountsAsync(viewer.TheBook.Id, cancellationToken);
        Worth = NetWorth.Of(all);
        Open = Worth.Accounts;
        Closed = [.. all.Where(account => account.ClosedOn is not null)];
    }
}
