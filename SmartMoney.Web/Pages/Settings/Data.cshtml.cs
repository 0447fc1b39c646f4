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

    public async Task<IActionResult> OnPostBookAsync(CancellationToken cancellationToken)
    {
        if (viewer.Book is not { } book)
        {
            return Redirect("/books");
        }

        var answer = await api.WriteAsync<Nothing>(HttpMethod.Post, $"books/{book.Id}/deletion", new { name = Name ?? "" }, null, cancellationToken);
        return answer.Succeeded ? Redirect("/books?done=book-deleted") : this.Refuse(problems, answer.Problem, Words);
    }

    public async Task<IActionResult> OnPostEverythingAsync(CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(
            HttpMethod.Post, "account/deletion", new { email = Email ?? "", password = Password ?? "" }, null, cancellationToken);
        if (!answer.Succeeded)
        {
            return this.Refuse(problems, answer.Problem, Words);
        }

        Response.Cookies.Delete(Viewer.BookCookie);
        return Redirect("/login?done=everything-deleted");
    }
}
