using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;
using SmartMoney.Web.Transactions;

namespace SmartMoney.Web.Pages.Transactions.Transfers;

/// <summary>What looks like money moved between own accounts: confirmed or dismissed here, by kind or one by one.</summary>
public sealed class IndexModel(ApiClient api, Viewer viewer) : PageModel
{
    private const string Address = "/transfers";

    public Choices Choices { get; private set; } = null!;

    public TransferSuggestions Suggestions { get; private set; } = new([], []);

    public IReadOnlyList<TransferRule> Rules { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var book = viewer.TheBook.Id;
        var suggestions = api.TransferSuggestionsAsync(book, cancellationToken);
        var rules = api.TransferRulesAsync(book, cancellationToken);
        var accounts = api.AccountsAsync(book, cancellationToken);
        await Task.WhenAll(suggestions, rules, accounts);
        (Suggestions, Rules, Choices) = (await suggestions, await rules, new Choices(await accounts, []));
    }

    public async Task<IActionResult> OnPostConfirmAsync(Guid fromAccountId, Guid toAccountId, bool rule, CancellationToken cancellationToken) =>
        After(
            await api.WriteAsync<Nothing>(HttpMethod.Post, $"books/{viewer.TheBook.Id}/transfers/confirm", new { fromAccountId, toAccountId, rule }, null, cancellationToken),
            rule ? "transfers-confirmed-always" : "transfers-confirmed");

    public async Task<IActionResult> OnPostDecideAsync(Guid outId, Guid inId, string? act, CancellationToken cancellationToken)
    {
        var book = viewer.TheBook.Id;
        return act == "dismiss"
            ? After(
                await api.WriteAsync<Nothing>(HttpMethod.Post, $"books/{book}/transfers/dismiss", new { pairs = new[] { new { outId, inId } } }, null, cancellationToken),
                "transfer-dismissed")
            : After(await api.PairAsync(book, outId, inId, cancellationToken), "transfer-paired");
    }

    public async Task<IActionResult> OnPostAskAsync(Guid id, CancellationToken cancellationToken) =>
        After(
            await api.WriteAsync<Nothing>(HttpMethod.Delete, $"books/{viewer.TheBook.Id}/transfers/rules/{id}", null, null, cancellationToken),
            "transfer-rule-deleted");

    private RedirectResult After(ApiAnswer<Nothing> answer, string done) => Redirect(answer.Succeeded
        ? ReturnAddress.With(Address, ReturnAddress.Done, done, answer.Change)
        : ReturnAddress.With(Address, ReturnAddress.Failed, answer.Problem.Status == StatusCodes.Status422UnprocessableEntity ? "suggestion-gone" : answer.Problem.Slug));
}
