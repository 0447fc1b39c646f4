using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>The door of an invitation's link: says what one joins, and joins as who is signed in or as somebody new.</summary>
[OpenPage]
public sealed class InvitationModel(ApiClient api, ProblemText problems) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>What the link leads to; null where it leads nowhere any more.</summary>
    public OpenInvitation? Open { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await api.KnockAsync<OpenInvitation>(HttpMethod.Post, "invitations/read", new { token = Token ?? "" }, cancellationToken);
        Open = answer.Value;
        if (Open is null)
        {
            Response.StatusCode = answer.Problem?.Status ?? StatusCodes.Status404NotFound;
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.KnockAsync<Joined>(
            HttpMethod.Post, "invitations/accept", new { token = Token ?? "", email = Email, password = Password }, cancellationToken);
        if (answer is { Succeeded: true, Value: { } joined })
        {
            BookChoice.Keep(HttpContext, joined.BookId);
            return Redirect(ReturnAddress.With("/", ReturnAddress.Done, "joined"));
        }

        await OnGetAsync(cancellationToken);
        problems.AddTo(ModelState, answer.Problem!);
        Response.StatusCode = answer.Problem!.Status;
        return Page();
    }
}
