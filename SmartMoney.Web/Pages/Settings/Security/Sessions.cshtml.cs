using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings.Security;

/// <summary>Where a person is signed in, and the browsers that are not asked for a second factor; either can be ended.</summary>
[WithoutBook]
public sealed class SessionsModel(ApiClient api) : PageModel
{
    private const string Here = "/settings/security/sessions";

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public IReadOnlyList<TrustedBrowser> Trusted { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var trusted = api.ReadAllAsync<TrustedBrowser>("account/trusted-browsers", cancellationToken);
        var sessions = await api.ReadAllAsync<Session>("account/sessions", cancellationToken);
        Sessions = [.. sessions.OrderByDescending(session => session.Current).ThenByDescending(session => session.LastSeenAt)];
        Trusted = await trusted;
    }

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellationToken) => DeleteAsync($"account/sessions/{id}", "session-ended", cancellationToken);

    public Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellationToken) => DeleteAsync("account/sessions", "sessions-ended", cancellationToken);

    public Task<IActionResult> OnPostForgetAsync(Guid id, CancellationToken cancellationToken) =>
        DeleteAsync($"account/trusted-browsers/{id}", "browser-forgotten", cancellationToken);

    public Task<IActionResult> OnPostForgetAllAsync(CancellationToken cancellationToken) => DeleteAsync("account/trusted-browsers", "browsers-forgotten", cancellationToken);

    private async Task<IActionResult> DeleteAsync(string path, string done, CancellationToken cancellationToken) =>
        Redirect(ReturnAddress.After(Here, done, await api.WriteAsync<Nothing>(HttpMethod.Delete, path, null, null, cancellationToken)));
}
