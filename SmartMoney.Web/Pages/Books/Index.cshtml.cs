using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Books;

/// <summary>A person's books: which one to look at, and a new one.</summary>
[WithoutBook]
public sealed class IndexModel(ApiClient api, Viewer viewer, ProblemText problems) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? BaseCurrency { get; set; }

    [BindProperty]
    public string? TimeZone { get; set; }

    /// <summary>Books that can still be brought back.</summary>
    public IReadOnlyList<DeletedBook> Deleted { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ListDeletedAsync(cancellationToken);
        (BaseCurrency, TimeZone) = viewer.Book is { } book ? (book.BaseCurrency, book.TimeZone)
            : Language.Current == "ja" ? ("JPY", "Asia/Tokyo") : ("USD", "UTC");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var request = new { name = Name ?? "", baseCurrency = BaseCurrency ?? "", timeZone = TimeZone, locale = Language.Current };
        var answer = await api.WriteAsync<Book>(HttpMethod.Post, "books", request, null, cancellationToken);
        if (answer is { Succeeded: true, Value: { } made })
        {
            BookChoice.Keep(HttpContext, made.Id);
            return Redirect(ReturnAddress.With("/", ReturnAddress.Done, "book-made"));
        }

        await ListDeletedAsync(cancellationToken);
        return this.Refuse(problems, answer.Problem!);
    }

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Book>(HttpMethod.Delete, $"books/{id}/deletion", null, null, cancellationToken);
        if (!answer.Succeeded)
        {
            return Redirect(ReturnAddress.With("/books", ReturnAddress.Failed, answer.Problem.Slug));
        }

        BookChoice.Keep(HttpContext, id);
        // Without Undo: deleting it again takes its name.
        return Redirect(ReturnAddress.With("/books", ReturnAddress.Done, "book-restored"));
    }

    public IActionResult OnPostChoose(Guid id)
    {
        if (viewer.Me!.Books.Any(book => book.Id == id))
        {
            BookChoice.Keep(HttpContext, id);
        }

        return Redirect("/");
    }

    private async Task ListDeletedAsync(CancellationToken cancellationToken) => Deleted = await api.ReadAllAsync<DeletedBook>("books/deleted", cancellationToken);
}
