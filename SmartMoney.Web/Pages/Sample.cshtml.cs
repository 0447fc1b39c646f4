using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>Brings the sample household into the book, or takes it away, and leads back to the page that asked.</summary>
public sealed class SampleModel(ApiClient api, Viewer viewer) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, "sample-loaded", returnUrl, cancellationToken);

    public Task<IActionResult> OnPostRemoveAsync(string? returnUrl, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Delete, "sample-removed", returnUrl, cancellationToken);

    private async Task<IActionResult> WriteAsync(HttpMethod method, string done, string? returnUrl, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(method, $"books/{viewer.TheBook.Id}/sample", null, null, cancellationToken);
        var back = Url.Local(returnUrl);
        return Redirect(ReturnAddress.After(back, done, answer));
    }
}
