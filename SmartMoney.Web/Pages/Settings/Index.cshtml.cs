using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings;

/// <summary>The book's own settings, and the choices of this browser.</summary>
[BindProperties]
public sealed class IndexModel(ApiClient api, Viewer viewer, ProblemText problems) : PageModel
{
    public string? Name { get; set; }

    public string? TimeZone { get; set; }

    public string? Locale { get; set; }

    /// <summary>1 to 31.</summary>
    public int FirstDayOfMonth { get; set; }

    /// <summary>The version that the form showed.</summary>
    public long Version { get; set; }

    /// <summary>Whether the sample household is in the book.</summary>
    [BindNever]
    public bool HasSample { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var book = BookAsync(cancellationToken);
        await LookForSampleAsync(cancellationToken);
        Show(await book);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await LookForSampleAsync(cancellationToken);
            return Page();
        }

        var answer = await api.WriteAsync<Book>(
            HttpMethod.Patch,
            $"books/{viewer.TheBook.Id}",
            new { name = Name ?? "", timeZone = TimeZone, locale = Locale, firstDayOfMonth = FirstDayOfMonth },
            Version,
            cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect("/settings?done=saved");
        }

        problems.AddTo(ModelState, answer.Problem);
        await LookForSampleAsync(cancellationToken);
        Response.StatusCode = answer.Problem.Status;
        if (answer.Problem.Status == StatusCodes.Status412PreconditionFailed)
        {
            // Someone else saved meanwhile: show theirs, so that saving again is a choice made with open eyes.
            ModelState.ForgetFields();
            Show(await BookAsync(cancellationToken));
        }

        return Page();
    }

    private async Task LookForSampleAsync(CancellationToken cancellationToken) => HasSample = (await api.SampleAsync(viewer.TheBook.Id, cancellationToken)).Loaded;

    private Task<Book> BookAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<Book>($"books/{viewer.TheBook.Id}", cancellationToken);

    private void Show(Book book)
    {
        (Name, TimeZone, FirstDayOfMonth, Version) = (book.Name, book.TimeZone, book.FirstDayOfMonth, book.Version);
        Locale = Language.Of(book.Locale) ?? Language.Codes[0];
    }
}
