using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Goals;

namespace SmartMoney.Web.Pages.Goals;

/// <summary>The goals, each with how it stands, and how it would with more saved a month.</summary>
public sealed class IndexModel(ApiClient api, Viewer viewer) : PageModel
{
    public IReadOnlyList<Goal> All { get; private set; } = [];

    public WhatIfAmount WhatIf { get; private set; } = null!;

    public async Task OnGetAsync(string? extra, CancellationToken cancellationToken)
    {
        WhatIf = WhatIfAmount.Of(extra, viewer.TheBook.CurrencyDigits);
        All = await api.GoalsAsync(viewer.TheBook.Id, 500, WhatIf.Minor, cancellationToken);
    }
}
