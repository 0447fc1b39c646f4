using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;
using SmartMoney.Web.Transactions;

namespace SmartMoney.Web.Pages.Settings;

/// <summary>Rules: which category a payee's rows always have. Made here or from a transaction, deleted here.</summary>
public sealed class RulesModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public string? Payee { get; set; }

    [BindProperty]
    public Guid? CategoryId { get; set; }

    public Listing<Rule> Rules { get; private set; } = new([], null);

    public Choices Choices { get; private set; } = null!;

    private string Address => $"books/{viewer.TheBook.Id}/rules";

    public async Task OnGetAsync(string? cursor, CancellationToken cancellationToken)
    {
        var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
        var rules = api.ReadAsync<Listing<Rule>>($"{Address}?limit=100{next}", cancellationToken);
        Choices = await Choices.ReadAsync(api, viewer.TheBook.Id, cancellationToken);
        Rules = await rules;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (CategoryId is null && ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(CategoryId), texts["problems.rule-needs-category"]);
        }

        if (ModelState.IsValid)
        {
            var answer = await api.AlwaysAsync(viewer.TheBook.Id, Payee ?? "", CategoryId!.Value, row: null, cancellationToken);
            if (answer.Succeeded)
            {
                return Redirect(ReturnAddress.With("/settings/rules", ReturnAddress.Done, "rule-made", answer.Change));
            }

            problems.AddTo(ModelState, answer.Problem);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await OnGetAsync(cursor: null, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Delete, $"{Address}/{id}", null, null, cancellationToken);
        return Redirect(ReturnAddress.After("/settings/rules", "rule-deleted", answer));
    }
}
