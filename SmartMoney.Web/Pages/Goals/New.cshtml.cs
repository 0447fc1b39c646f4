using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Goals;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Goals;

/// <summary>Sets a goal.</summary>
[Needs(Role.Editor)]
public sealed class NewModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public GoalForm Form { get; set; } = new();

    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Form.Request(viewer.TheBook.CurrencyDigits, ModelState, texts) is not { } request)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var answer = await api.WriteAsync<Goal>(HttpMethod.Post, $"books/{viewer.TheBook.Id}/goals", request, null, cancellationToken);
        if (answer is { Succeeded: true, Value: { } goal })
        {
            return Redirect(ReturnAddress.With($"/goals/{goal.Id}", ReturnAddress.Done, "goal-added", answer.Change));
        }

        problems.AddTo(ModelState, answer.Problem!, "Form.");
        Response.StatusCode = answer.Problem!.Status;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Accounts = [.. (await api.AccountsAsync(viewer.TheBook.Id, cancellationToken)).Where(account => account.ClosedOn is null)];
}
