using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;
using SmartMoney.Web.Transactions;
using SmartMoney.Web.Transfers;

namespace SmartMoney.Web.Pages.Transactions;

/// <summary>The transactions that the address asks for, newest first, with their totals; several can be changed at once.</summary>
public sealed class IndexModel(ApiClient api, Viewer viewer, Texts texts) : PageModel
{
    public TransactionFilter Filter { get; private set; } = null!;

    public Choices Choices { get; private set; } = null!;

    public TransactionList List { get; private set; } = new([], null, null);

    /// <summary>How many pairs of transactions may be transfers.</summary>
    public TransferSuggestionCount Suspected { get; private set; } = TransferSuggestionCount.None;

    /// <summary>Categories that rows of this page may belong in, by row.</summary>
    public IReadOnlyDictionary<Guid, SuggestedCategory> Suggestions { get; private set; } = new Dictionary<Guid, SuggestedCategory>();

    /// <summary>The month switcher, where a month is shown.</summary>
    public MonthSwitch? Months { get; private set; }

    /// <summary>An empty form for the quick line.</summary>
    public TransactionForm Quick { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(string? search, string? cursor, CancellationToken cancellationToken)
    {
        var book = viewer.TheBook;
        if (!string.IsNullOrWhiteSpace(search))
        {
            return Redirect(Found(search, await Choices.ReadAsync(api, book.Id, cancellationToken)));
        }

        Filter = TransactionFilter.Of(Request.Query);
        Months = Filter.Month is null ? null : MonthSwitch.Of(Request, book.Today, book.FirstDayOfMonth);
        var choices = Choices.ReadAsync(api, book.Id, cancellationToken);
        var suggestions = api.TransferSuggestionCountAsync(book.Id, cancellationToken);
        Filter = Filter.Category is null ? Filter : Filter.Within((await choices).Categories);
        var list = api.ReadAsync<TransactionList>($"books/{book.Id}/transactions{Filter.ApiQuery(book, cursor)}", cancellationToken);
        await Task.WhenAll(list, choices, suggestions);
        (List, Choices, Suspected) = (await list, await choices, await suggestions);
        Suggestions = await api.SuggestionsAsync(book.Id, List.Items, cancellationToken);
        Quick = new TransactionForm { Date = book.Today, AccountId = Filter.Account };
        return Page();
    }

    public async Task<IActionResult> OnPostBulkAsync(
        List<Guid> ids, string? act, string? categoryId, string? tag, string? returnUrl, CancellationToken cancellationToken)
    {
        var back = Url.Local(returnUrl, "/transactions");
        if (act == "transfer")
        {
            return Redirect(await PairAsync(ids, back, cancellationToken));
        }

        object? change = act switch
        {
            "category" => new { ids, set = new { categoryId = Guid.TryParse(categoryId, out var category) ? category : (Guid?)null } },
            "suggested" => new { ids, set = new { suggestedCategory = true } },
            "tag" when !string.IsNullOrWhiteSpace(tag) => new { ids, set = new { addTags = new[] { tag.Trim() } } },
            "exclude" => new { ids, set = new { excluded = true } },
            "include" => new { ids, set = new { excluded = false } },
            "delete" => new { ids, delete = true },
            _ => null,
        };
        if (change is null || ids.Count == 0)
        {
            return Redirect(ReturnAddress.With(back, ReturnAddress.Failed, "nothing-chosen"));
        }

        var answer = await api.WriteAsync<BulkDone>(
            HttpMethod.Post, $"books/{viewer.TheBook.Id}/transactions/bulk", change, null, cancellationToken);
        return Redirect(ReturnAddress.After(back, act == "delete" ? "transactions-deleted" : "transactions-changed", answer));
    }

    public async Task<IActionResult> OnPostTakeAsync(string? take, string? returnUrl, CancellationToken cancellationToken)
    {
        var back = Url.Local(returnUrl, "/transactions");
        if (take?.Split(',') is not [var row, var category] || !Guid.TryParse(row, out var id) || !Guid.TryParse(category, out var taken))
        {
            return Redirect(ReturnAddress.With(back, ReturnAddress.Failed, "nothing-chosen"));
        }

        var answer = await api.CategoriseAsync(viewer.TheBook.Id, [id], taken, cancellationToken);
        return Redirect(ReturnAddress.After(back, "transaction-changed", answer));
    }

    private async Task<string> PairAsync(List<Guid> ids, string back, CancellationToken cancellationToken)
    {
        if (ids is not [var first, var second])
        {
            return ReturnAddress.With(back, ReturnAddress.Failed, "pair-needs-two");
        }

        var (answer, refusal) = await TransferPair.MakeAsync(api, viewer.TheBook.Id, first, second, cancellationToken);
        return refusal is null
            ? ReturnAddress.With(back, ReturnAddress.Done, "transfer-paired", answer.Change)
            : ReturnAddress.With(back, ReturnAddress.Failed, refusal);
    }

    // The box adds to the filters that are there; the address then says everything by itself.
    private string Found(string search, Choices choices)
    {
        var fields = Request.Query.Where(field => TransactionFilter.Fields.Contains(field.Key) && field.Key != "q")
            .ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        foreach (var (field, value) in new SearchText(choices.Accounts, choices.Categories, texts).Read(search))
        {
            fields[field] = value;
        }

        return QueryHelpers.AddQueryString("/transactions", fields.Select(field => KeyValuePair.Create<string, string?>(field.Key, field.Value)));
    }
}
