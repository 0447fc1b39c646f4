using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Settings;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings;

/// <summary>The tree of categories: every change can be undone from the message that reports it.</summary>
public sealed class CategoriesModel(ApiClient api, Viewer viewer, ProblemText problems) : PageModel
{
    public IReadOnlyList<CategoryTree> Trees { get; private set; } = [];

    private string Address => $"books/{viewer.TheBook.Id}/categories";

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var all = await api.CategoriesAsync(viewer.TheBook.Id, cancellationToken);
        Trees = [CategoryTree.Of("expense", all), CategoryTree.Of("income", all)];
    }

    public Task<IActionResult> OnPostAddAsync(string? name, string? kind, Guid? parentId, CancellationToken cancellationToken) =>
        WriteAsync("category-added", HttpMethod.Post, Address, new { name = name ?? "", kind, parentId }, null, cancellationToken);

    public Task<IActionResult> OnPostChangeAsync(Guid id, string? name, Guid? parentId, long version, CancellationToken cancellationToken) =>
        WriteAsync("category-changed", HttpMethod.Patch, $"{Address}/{id}", new { name = name ?? "", parentId }, version, cancellationToken);

    public Task<IActionResult> OnPostMoveAsync(Guid id, int position, long version, CancellationToken cancellationToken) =>
        WriteAsync("category-moved", HttpMethod.Patch, $"{Address}/{id}", new { position }, version, cancellationToken);

    public Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellationToken) =>
        WriteAsync("category-deleted", HttpMethod.Delete, $"{Address}/{id}", null, null, cancellationToken);

    private async Task<IActionResult> WriteAsync(
        string done, HttpMethod method, string path, object? body, long? version, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(method, path, body, version, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(ReturnAddress.With("/settings/categories", ReturnAddress.Done, done, answer.Change));
        }

        problems.AddTo(ModelState, answer.Problem);
        Response.StatusCode = answer.Problem.Status == StatusCodes.Status409Conflict ? StatusCodes.Status422UnprocessableEntity : answer.Problem.Status;
        await OnGetAsync(cancellationToken);
        return Page();
    }
}
