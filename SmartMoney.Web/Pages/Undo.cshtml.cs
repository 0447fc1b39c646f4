using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>Undoes a change set, or does it again by undoing its undo, and leads back to the page that showed it.</summary>
public sealed class UndoModel(ApiClient api, Viewer viewer) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(Guid change, bool redo, string? returnUrl, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Undone>(
            HttpMethod.Post, $"books/{viewer.TheBook.Id}/changes/{change}/undo", null, null, cancellationToken);
        var back = Url.Local(returnUrl);
        return Redirect(ReturnAddress.After(back, redo ? ReturnAddress.Redone : ReturnAddress.Undone, answer));
    }
}
