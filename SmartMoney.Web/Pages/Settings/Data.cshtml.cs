using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings;

/// <summary>Everything as files, and the two ways to be rid of it: a book, which can be restored for a while, and all of it, for good.</summary>
[WithoutBook]
[AsksForSecrets]
public sealed class DataModel(ApiClient api, Viewer viewer, ProblemText problems) : PageModel
{
    private const string Words = "data.wrong";

    /// <summary>The book's name, typed to show that this book is meant.</summary>
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether it is the operator, who goes last.</summary>
    public bool IsOperator { get; private set; }

    /// <summary>Somebody who uses the installation too, as far as the operator's own books tell; null where they tell of nobody.</summary>
    public string? AlsoHere { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        IsOperator = (await api.ReadAsync<OwnAccount>("account", cancellationToken)).IsOperator;
        var me = viewer.Me!;
        foreach (var book in IsOperator ? me.Books : [])
        {
            var two = await api.ReadAsync<Listing<Member>>($"books/{book.Id}/members?limit=2", cancellationToken);
            AlsoHere = two.Items.FirstOrDefault(member => member.UserId != me.UserId)?.Email;
            if (AlsoHere is not null)
                break;
        }
    }

    public async Task<IActionResult> OnPostBookAsync(CancellationToken cancellationToken)
    {
        if (viewer.Book is not { } book)
        {
            return Redirect("/books");
        }

        var answer = await api.WriteAsync<Nothing>(HttpMethod.Post, $"books/{book.Id}/deletion", new { name = Name ?? "" }, null, cancellationToken);
        return answer.Succeeded ? Redirect("/books?done=book-deleted") : await RefuseAsync(answer.Problem, cancellationToken);
    }

    public async Task<IActionResult> OnPostEverythingAsync(CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(
            HttpMethod.Post, "account/deletion", new { email = Email ?? "", password = Password ?? "" }, null, cancellationToken);
        if (!answer.Succeeded)
        {
            return await RefuseAsync(answer.Problem, cancellationToken);
        }

        Response.Cookies.Delete(Viewer.BookCookie);
        return Redirect("/login?done=everything-deleted");
    }

    private async Task<IActionResult> RefuseAsync(ApiProblem problem, CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        return this.Refuse(problems, problem, Words);
    }
}
