using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Accounts;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Accounts;

/// <summary>Makes an account.</summary>
[Needs(Role.Editor)]
public sealed class NewModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    [BindProperty]
    public AccountForm Form { get; set; } = new();

    public void OnGet() => Form.Currency = viewer.TheBook.BaseCurrency;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var opening = Form.ReadOpeningBalance(Currencies.Digits(Form.Currency), ModelState, "Form.", texts);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var request = new
        {
            name = Form.Name ?? "",
            kind = Form.Kind,
            currency = Form.Currency,
            openingBalance = opening,
            openingDate = Form.OpeningDate,
            inNetWorth = Form.InNetWorth,
        };
        var answer = await api.WriteAsync<Account>(HttpMethod.Post, $"books/{viewer.TheBook.Id}/accounts", request, null, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(ReturnAddress.With("/accounts", ReturnAddress.Done, "account-added", answer.Change));
        }

        problems.AddTo(ModelState, answer.Problem, "Form.");
        Response.StatusCode = answer.Problem.Status;
        return Page();
    }
}
