using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;
using SmartMoney.Web.Transactions;

namespace SmartMoney.Web.Pages.Transactions;

/// <summary>Chooses one transaction's category, once or always for its payee. The list shows its fields in the row.</summary>
[Needs(Role.Editor)]
public sealed class CategoryModel(ApiClient api, Viewer viewer) : PageModel
{
    public Transaction Row { get; private set; } = null!;

    public Choices Choices { get; private set; } = null!;

    /// <summary>What the book would say; null where the row has a category or nothing is known.</summary>
    public SuggestedCategory? Suggestion { get; private set; }

    /// <summary>What the list of categories begins with.</summary>
    public Guid? Chosen => Row.CategoryId ?? Suggestion?.CategoryId;

    /// <summary>Where the form leads back to.</summary>
    public string Back { get; private set; } = "/transactions";

    public async Task OnGetAsync(Guid id, string? returnUrl, CancellationToken cancellationToken)
    {
        var book = viewer.TheBook.Id;
        Back = Url.Local(returnUrl, "/transactions");
        var choices = Choices.ReadAsync(api, book, cancellationToken);
        Row = await RowAsync(id, cancellationToken);
        Suggestion = (await api.SuggestionsAsync(book, [Row], cancellationToken)).GetValueOrDefault(id);
        Choices = await choices;
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? returnUrl, CancellationToken cancellationToken)
    {
        // Named by the row: several rows of the list may be open at once, and all their fields are sent.
        Guid? category = Guid.TryParse(Request.Form[$"category-{id}"], out var chosen) ? chosen : null;
        var always = Request.Form.ContainsKey($"always-{id}");
        var (book, back) = (viewer.TheBook.Id, Url.Local(returnUrl, "/transactions"));
        if (always && category is null)
        {
            return Redirect(ReturnAddress.With(back, ReturnAddress.Failed, "rule-needs-category"));
        }

        if (always)
        {
            var rule = await api.AlwaysAsync(book, (await RowAsync(id, cancellationToken)).Payee, category!.Value, id, cancellationToken);
            return Redirect(ReturnAddress.After(back, "rule-made", rule));
        }

        var answer = await api.CategoriseAsync(book, [id], category, cancellationToken);
        return Redirect(ReturnAddress.After(back, "transaction-changed", answer));
    }

    private Task<Transaction> RowAsync(Guid id, CancellationToken cancellationToken) =>
        api.ReadAsync<Transaction>($"books/{viewer.TheBook.Id}/transactions/{id}", cancellationToken);
}
