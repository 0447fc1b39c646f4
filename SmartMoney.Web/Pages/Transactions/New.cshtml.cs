using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;
using SmartMoney.Web.Transactions;

namespace SmartMoney.Web.Pages.Transactions;

/// <summary>Adds a transaction: the quick line of the list posts here too, and comes back to the list.</summary>
[Needs(Role.Editor)]
public sealed class NewModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public TransactionForm Form { get; set; } = new();

    public Choices Choices { get; private set; } = null!;

    /// <summary>Where the form leads back to.</summary>
    public string Back { get; private set; } = "/transactions";

    public async Task OnGetAsync(string? returnUrl, CancellationToken cancellationToken)
    {
        await LoadAsync(returnUrl, cancellationToken);
        Form.Date = viewer.TheBook.Today;
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken cancellationToken)
    {
        await LoadAsync(returnUrl, cancellationToken);
        if (Form.Request(Choices.Accounts, ModelState, texts) is not { } request)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var answer = await api.WriteAsync<Transaction>(HttpMethod.Post, $"books/{viewer.TheBook.Id}/transactions", request, null, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(ReturnAddress.With(Back, ReturnAddress.Done, "transaction-added", answer.Change));
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
