using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;
using SmartMoney.Web.Transactions;
using SmartMoney.Web.Transfers;

namespace SmartMoney.Web.Pages.Transactions.Transfers;

/// <summary>Enters a transfer: both sides and the fee at once.</summary>
[Needs(Role.Editor)]
public sealed class NewModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public TransferForm Form { get; set; } = new();

    public Choices Choices { get; private set; } = null!;

    /// <summary>Where the form leads back to.</summary>
    public string Back { get; private set; } = "/transactions";

    /// <summary>The accounts that money can go between.</summary>
    public IReadOnlyList<Account> Accounts => [.. Choices.Accounts.Where(account => account.ClosedOn is null || account.Id == Form.FromAccountId || account.Id == Form.ToAccountId)];

    /// <summary>Whether what arrives can be another amount than what leaves.</summary>
    public bool SeveralCurrencies => Accounts.DistinctBy(account => account.Currency).Count() > 1;

    public async Task OnGetAsync(Guid? from, string? returnUrl, CancellationToken cancellationToken)
    {
        await LoadAsync(returnUrl, cancellationToken);
        (Form.FromAccountId, Form.Date) = (from, viewer.TheBook.Today);
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken cancellationToken)
    {
        await LoadAsync(returnUrl, cancellationToken);
        if (Form.Request(Choices.Accounts, ModelState, texts) is not { } request)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var answer = await api.WriteAsync<EnteredTransfer>(HttpMethod.Post, $"books/{viewer.TheBook.Id}/transfers", request, null, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(ReturnAddress.With(Back, ReturnAddress.Done, "transfer-entered", answer.Change));
        }

        problems.AddTo(ModelState, answer.Problem, "Form.");
        Response.StatusCode = answer.Problem.Status;
        return Page();
    }

    private async Task LoadAsync(string? returnUrl, CancellationToken cancellationToken)
    {
        Back = Url.Local(returnUrl, "/transactions");
        Choices = await Choices.ReadAsync(api, viewer.TheBook.Id, cancellationToken);
    }
}
