using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings;

/// <summary>Who belongs to the household, and the links that let others join. A link is on the page that made it and nowhere else.</summary>
public sealed class MembersModel(ApiClient api, Viewer viewer, ProblemText problems) : PageModel
{
    private const string Here = "/settings/members";

    /// <summary>What a member may be, the least first.</summary>
    public static readonly IReadOnlyList<string> Roles = ["viewer", "editor", "owner"];

    public IReadOnlyList<Member> Members { get; private set; } = [];

    public IReadOnlyList<Invitation> Invitations { get; private set; } = [];

    /// <summary>The invitation just made, with its link.</summary>
    public NewInvitation? Made { get; private set; }

    private string Book => $"books/{viewer.TheBook.Id}";

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Members = await api.ReadAllAsync<Member>($"{Book}/members", cancellationToken);
        if (viewer.May(Role.Owner))
        {
            Invitations = await api.ReadAllAsync<Invitation>($"{Book}/invitations", cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostAsync(string? role, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<NewInvitation>(HttpMethod.Post, $"{Book}/invitations", new { role = Roles.FirstOrDefault(known => known == role) }, null, cancellationToken);
        if (answer.Succeeded)
        {
            Made = answer.Value;
        }
        else
        {
            problems.AddTo(ModelState, answer.Problem);
            Response.StatusCode = answer.Problem.Status;
        }

        await OnGetAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRoleAsync(Guid id, string? role, long version, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(
            HttpMethod.Patch, $"{Book}/members/{id}", new { role = Roles.FirstOrDefault(known => known == role) }, version, cancellationToken);
        return Redirect(Told("role-changed", answer));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Delete, $"{Book}/members/{id}", null, null, cancellationToken);
        return Redirect(answer.Succeeded && id == viewer.Me!.UserId
            ? ReturnAddress.With("/books", ReturnAddress.Done, "left")
            : Told("member-removed", answer));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancellationToken) =>
        Redirect(Told("invitation-withdrawn", await api.WriteAsync<Nothing>(HttpMethod.Delete, $"{Book}/invitations/{id}", null, null, cancellationToken)));

    // None of this is the ledger's: there is nothing for Undo to undo.
    private static string Told(string done, ApiAnswer<Nothing> answer) => answer.Succeeded
        ? ReturnAddress.With(Here, ReturnAddress.Done, done)
        : ReturnAddress.With(Here, ReturnAddress.Failed, answer.Problem.Slug);
}
