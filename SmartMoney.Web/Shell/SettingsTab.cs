using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Shell;

/// <summary>A part of the settings.</summary>
/// <param name="Page">Razor page; pages in a folder of its own belong to it too.</param>
/// <param name="Name">Key of its name: <c>settings.tab.&lt;name&gt;</c>.</param>
/// <param name="Least">The least role that is shown it; null for what belongs to the person and needs no book.</param>
public sealed record SettingsTab(string Page, string Name, Role? Least)
{
    private static readonly IReadOnlyList<SettingsTab> All =
    [
        new("/Settings/Index", "book", Role.Viewer),
        new("/Settings/Categories", "categories", Role.Viewer),
        new("/Settings/Rules", "rules", Role.Viewer),
        new("/Settings/Members", "members", Role.Viewer),
        new("/Settings/Audit", "audit", Role.Owner),
        new("/Settings/Tokens", "tokens", Role.Viewer),
        new("/Settings/Security/Index", "security", null),
        new("/Settings/Data", "data", null),
    ];

    /// <summary>The parts that somebody is shown, in order.</summary>
    public static IEnumerable<SettingsTab> For(Viewer viewer) => All.Where(tab => tab.Least is not { } least || viewer.May(least));

    /// <summary>True when a page belongs to this part.</summary>
    public bool Holds(string? page) => page == Page
        || (Page.EndsWith("/Index", StringComparison.Ordinal) && Page.Count(c => c == '/') > 2 && page?.StartsWith(Page[..^"Index".Length], StringComparison.Ordinal) == true);
}
