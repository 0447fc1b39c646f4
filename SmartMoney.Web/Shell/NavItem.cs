using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Shell;

/// <summary>A place in the rail. It shows only when its page exists.</summary>
/// <param name="Page">Razor page, <c>/Accounts/Index</c>.</param>
/// <param name="Name">Key of its name in the shell's texts, and of its icon.</param>
/// <param name="Least">The least role that finds something to do there.</param>
public sealed record NavItem(string Page, string Name, Role Least = Role.Viewer)
{
    /// <summary>All places, in order.</summary>
    public static readonly IReadOnlyList<NavItem> All =
    [
        new("/Index", "dashboard"),
        new("/Transactions/Index", "transactions"),
        new("/Import/Index", "import", Role.Editor),
        new("/Goals/Index", "goals"),
        new("/Reports/Index", "reports"),
        new("/Accounts/Index", "accounts"),
        new("/Settings/Index", "settings"),
    ];

    /// <summary>The folder that the pages of this place share; empty for the dashboard.</summary>
    private string Folder => Page[..Page.LastIndexOf('/')];

    /// <summary>True when a page belongs to this place.</summary>
    public bool Holds(string? page) => page == Page
        || (Folder.Length > 0 && page?.StartsWith(Folder + "/", StringComparison.Ordinal) == true);
}
