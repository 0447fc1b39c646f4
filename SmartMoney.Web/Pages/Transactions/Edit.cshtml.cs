using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;
using SmartMoney.Web.Transactions;

namespace SmartMoney.Web.Pages.Transactions;

/// <summary>Changes or deletes a transaction; both can be undone from the list.</summary>
public sealed class EditModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public TransactionForm Form { get; set; } = new();

    public Choices Choices { get; private set; } = null!;

    public Transaction Row { get; private set; } = null!;

    /// <summary>The other side of the transfer that it is in; null where there is none, or it is unknown.</summary>
    public Transaction? OtherSide { get; private set; }

    /// <summary>Where the form leads back to.</summary>
    public string Back { get; private set; } = "/transactions";

    public async Task OnGetAsync(Guid id, string? returnUrl, CancellationToken cancellationToken)
    {
        await LoadAsync(id, returnUrl, cancellationToken);
        Form = TransactionForm.Of(Row, Choices.Digits(Row.AccountId));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? returnUrl, CancellationToken cancellationToken)
    {
        await LoadAsync(id, returnUrl, cancellationToken);
        if (Form.Request(Choices.Accounts, ModelState, texts) is not { } request)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var answer = await api.WriteAsync<Transaction>(HttpMethod.Patch, Address(id), request, Form.Version, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(ReturnAddress.With(Back, ReturnAddress.Done, "transaction-changed", answer.Change));
        }

        problems.AddTo(ModelState, answer.Problem, "Form.");
        Response.StatusCode = answer.Problem.Status;
        if (answer.Problem.Status == StatusCodes.Status412PreconditionFailed)
        {
            ModelState.ForgetFields();
            await OnGetAsync(id, returnUrl, cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, string? returnUrl, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Delete, Address(id), null, null, cancellationToken);
        var back = Url.Local(returnUrl, "/transactions");
        return Redirect(ReturnAddress.After(back, "transaction-deleted", answer));
    }

    public async Task<IActionResult> OnPostPartAsync(Guid id, Guid transfer, string? returnUrl, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Delete, $"books/{viewer.TheBook.Id}/transfers/{transfer}", null, null, cancellationToken);
        var here = Url.Page("/Transactions/Edit", new { id, returnUrl = Url.Local(returnUrl, "/transactions") })!;
        return Redirect(ReturnAddress.After(here, "transfer-parted", answer));
    }

    private string Address(Guid id) => $"books/{viewer.TheBook.Id}/transactions/{id}";

    private async Task LoadAsync(Guid id, string? returnUrl, CancellationToken cancellationToken)
    {
        Back = Url.Local(returnUrl, "/transactions");
        Row = await api.ReadAsync<Transaction>(Address(id), cancellationToken);
        Choices = await Choices.ReadAsync(api, viewer.TheBook.Id, cancellationToken);
        OtherSide = await api.OtherSideAsync(viewer.TheBook.Id, Row, cancellationToken);
    }
}
