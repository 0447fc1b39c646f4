using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>The dashboard: a month at a glance.</summary>
public sealed class IndexModel(Viewer viewer) : PageModel
{
    public MonthSwitch Months { get; private set; } = null!;

    public void OnGet() => Months = MonthSwitch.Of(Request, viewer.TheBook.Today, viewer.TheBook.FirstDayOfMonth);
}
