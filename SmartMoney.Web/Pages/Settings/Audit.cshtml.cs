using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings;

/// <summary>What happened at the book's doors, newest first, for its owners.</summary>
[Needs(Role.Owner)]
public sealed class AuditModel(ApiClient api, Viewer viewer) : PageModel
{
    public Listing<AuditEntry> Entries { get; private set; } = new([], null);

    public async Task OnGetAsync(string? cursor, CancellationToken cancellationToken)
    {
        var page = string.IsNullOrEmpty(cursor) ? "" : "&cursor=" + Uri.EscapeDataString(cursor);
        Entries = await api.ReadAsync<Listing<AuditEntry>>($"books/{viewer.TheBook.Id}/audit?limit=50{page}", cancellationToken);
    }
}
