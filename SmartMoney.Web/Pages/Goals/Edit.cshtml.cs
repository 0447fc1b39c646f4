using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Goals;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Goals;

/// <summary>Changes or deletes a goal.</summary>
[Needs(Role.Editor)]
public sealed class EditModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public GoalForm Form { get; set; } = new();

    public Goal Goal { get; private set; } = null!;

    /// <summary>Open accounts, and closed ones that the goal counts.</summary>
    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    public async Task OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        await LoadAsync(id, cancellationToken);
        Form = GoalForm.Of(Goal);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        await LoadAsync(id, cancellationToken);
        if (Form.Request(Goal.CurrencyDigits, ModelState, texts) is not { } request)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var answer = await api.WriteAsync<Goal>(HttpMethod.Patch, Address(id), request, Form.Version, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(ReturnAddress.With($"/goals/{id}", ReturnAddress.Done, "goal-changed", answer.Change));
        }

        problems.AddTo(ModelState, answer.Problem, "Form.");
        Response.StatusCode = answer.Problem.Status;
        if (answer.Problem.Status == StatusCodes.Status412PreconditionFailed)
        {
            await LoadAsync(id, cancellationToken);
            Form = GoalForm.Of(Goal);
            ModelState.ForgetFields();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Delete, Address(id), null, null, cancellationToken);
        return Redirect(answer.Succeeded
            ? ReturnAddress.With("/goals", ReturnAddress.Done, "goal-deleted", answer.Change)
            : ReturnAddress.With($"/goals/{id}", ReturnAddress.Failed, answer.Problem.Slug));
    }

    private string Address(Guid id) => $"books/{viewer.TheBook.Id}/goals/{id}";

    private async Task LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var goal = api.GoalAsync(viewer.TheBook.Id, id, null, cancellationToken);
        var accounts = api.AccountsAsync(viewer.TheBook.Id, cancellationToken);
        await Task.WhenAll(goal, accounts);
        Goal = await goal;
        Accounts = [.. (await accounts).Where(account => account.ClosedOn is null || Goal.AccountIds.Contains(account.Id))];
    }
}
