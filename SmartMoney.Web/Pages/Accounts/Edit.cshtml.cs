using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Accounts;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Accounts;

/// <summary>Changes an account: its name, its opening balance, its end.</summary>
public sealed class EditModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public AccountForm Form { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        await LoadAsync(id, cancellationToken);
        Form = AccountForm.Of(Account);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        await LoadAsync(id, cancellationToken);
        var opening = Form.ReadOpeningBalance(Account.CurrencyDigits, ModelState, "Form.", texts);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var request = new
        {
            name = Form.Name ?? "",
            kind = Form.Kind,
            openingBalance = opening,
            openingDate = Form.OpeningDate,
            closedOn = Form.ClosedOn,
            inNetWorth = Form.InNetWorth,
        };
        var answer = await api.WriteAsync<Account>(HttpMethod.Patch, Address(id), request, Form.Version, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(ReturnAddress.With("/accounts", ReturnAddress.Done, "account-changed", answer.Change));
        }

        problems.AddTo(ModelState, answer.Problem, "Form.");
        Response.StatusCode = answer.Problem.Status;
        if (answer.Problem.Status == StatusCodes.Status412PreconditionFailed)
        {
            await LoadAsync(id, cancellationToken);
            Form = AccountForm.Of(Account);
            ModelState.ForgetFields();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Delete, Address(id), null, null, cancellationToken);
        return Redirect(answer.Succeeded
            ? ReturnAddress.With("/accounts", ReturnAddress.Done, "account-deleted", answer.Change)
            : ReturnAddress.With($"/accounts/{id}", ReturnAddress.Failed, answer.Problem.Slug));
    }

    private string Address(Guid id) => $"books/{viewer.TheBook.Id}/accounts/{id}";

    private async Task LoadAsync(Guid id, CancellationToken cancellationToken) =>
        Account = await api.ReadAsync<Account>(Address(id), cancellationToken);
}
