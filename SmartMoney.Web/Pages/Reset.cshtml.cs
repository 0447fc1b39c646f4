using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>The door of a link that the operator printed: a new password for whom it is, once.</summary>
[OpenPage]
[WithoutFormToken]
public sealed class ResetModel(ApiClient api, ProblemText problems) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whose password it is; null where the link is used up or too old.</summary>
    public OpenReset? Open { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await api.KnockAsync<OpenReset>(HttpMethod.Post, "auth/reset/read", new { token = Token ?? "" }, cancellationToken);
        Open = answer.Value;
        if (answer.Problem is { Status: StatusCodes.Status429TooManyRequests })
        {
            throw new ApiRefusedException(answer.Problem);
        }

        if (Open is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.KnockAsync<Nothing>(HttpMethod.Post, "auth/reset", new { token = Token ?? "", password = Password ?? "" }, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(ReturnAddress.With("/login", ReturnAddress.Done, "password-reset"));
        }

        await OnGetAsync(cancellationToken);
        return Open is null ? Page() : this.Refuse(problems, answer.Problem);
    }
}
