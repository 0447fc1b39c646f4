using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Imports;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Import;

/// <summary>One import: what the file holds, what is to be decided, Commit; afterwards what it did, and Undo.</summary>
public sealed class DetailsModel(ApiClient api, Viewer viewer, ProblemText problems) : PageModel
{
    private const int MostSuspects = 100;
    private const int RowsInPage = 50;

    public Backend.Import Import { get; private set; } = null!;

    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    public IReadOnlyList<Suspect> Suspects { get; private set; } = [];

    /// <summary>What was decided about suspects, by line, where the form comes back.</summary>
    public IReadOnlyDictionary<int, string> Decided { get; private set; } = new Dictionary<int, string>();

    public bool AllSame { get; private set; }

    /// <summary>How many pairs of the book's transactions may be transfers, once the import is saved.</summary>
    public TransferSuggestionCount SuspectedTransfers { get; private set; } = TransferSuggestionCount.None;

    public IReadOnlyList<OutcomeTab> Tabs { get; private set; } = [];

    /// <summary>The outcome whose lines are shown.</summary>
    public string Show { get; private set; } = "";

    public Listing<ImportRow> Rows { get; private set; } = new([], null);

    /// <summary>Digits of the minor unit of a currency in the file.</summary>
    public int Digits(string currency) =>
        currency == viewer.TheBook.BaseCurrency ? viewer.TheBook.CurrencyDigits : Currencies.Digits(currency);

    public async Task OnGetAsync(Guid id, string? show, string? cursor, CancellationToken cancellationToken)
    {
        var book = viewer.TheBook.Id;
        Import = await api.ImportAsync(book, id, cancellationToken);
        Tabs = Import.Tabs();
        if (Import.Status == "preview")
        {
            // A closed account is offered where it is what the file's name means: its history may be in the file still.
            var meant = (Import.AccountNames ?? []).Select(name => name.AccountId).ToHashSet();
            Accounts = [.. (await api.AccountsAsync(book, cancellationToken)).Where(account => account.ClosedOn is null || meant.Contains(account.Id))];
            Suspects = await SuspectsAsync(book, cancellationToken);
        }

        else if (Import.Status == "committed")
        {
            SuspectedTransfers = await api.TransferSuggestionCountAsync(book, cancellationToken);
        }

        if (Tabs.Count > 0)
        {
            // What needs a look comes first.
            Show = (Tabs.FirstOrDefault(tab => tab.Outcome == show) ?? Tabs.FirstOrDefault(tab => tab.Outcome == "error") ?? Tabs[0]).Outcome;
            Rows = await api.ImportRowsAsync(book, id, Show, RowsInPage, cursor, cancellationToken);
        }
    }

    // A named dictionary: without a name, a form that has no suspects would be read from its other fields.
    public async Task<IActionResult> OnPostCommitAsync(
        Guid id, List<string> accountNames, List<Guid?> accountIds, [FromForm(Name = "suspects")] Dictionary<int, string>? suspects, bool allSame, bool restoreDeleted,
        CancellationToken cancellationToken)
    {
        (Decided, AllSame) = (suspects ?? [], allSame);
        var accounts = accountNames.Zip(accountIds).Where(pair => pair.Second is not null)
            .DistinctBy(pair => pair.First, StringComparer.Ordinal).ToDictionary(pair => pair.First, pair => pair.Second!.Value, StringComparer.Ordinal);
        var answer = await api.WriteAsync<CommitDone>(
            HttpMethod.Post, $"books/{viewer.TheBook.Id}/imports/{id}/commit", new { accounts, skip = Lines(Suspect.Skip), restoreDeleted, same = Lines(Suspect.Same), allSame }, null, cancellationToken);
        return await AfterAsync(answer, id, $"/import/{id}?done=import-committed", cancellationToken);

        IEnumerable<int> Lines(string decision) => Decided.Where(suspect => suspect.Value == decision).Select(suspect => suspect.Key);
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Delete, $"books/{viewer.TheBook.Id}/imports/{id}", null, null, cancellationToken);
        return await AfterAsync(answer, id, "/import?done=import-undone", cancellationToken);
    }

    private async Task<IActionResult> AfterAsync<T>(ApiAnswer<T> answer, Guid id, string next, CancellationToken cancellationToken)
    {
        if (answer.Succeeded)
        {
            return Redirect(next);
        }

        if (answer.Problem.Status == StatusCodes.Status404NotFound)
        {
            return Redirect(ReturnAddress.With("/import", ReturnAddress.Failed, answer.Problem.Slug));
        }

        problems.AddTo(ModelState, answer.Problem);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await OnGetAsync(id, null, null, cancellationToken);
        return Page();
    }

    private async Task<IReadOnlyList<Suspect>> SuspectsAsync(Guid book, CancellationToken cancellationToken)
    {
        if (Import.Suspects == 0)
        {
            return [];
        }

        var rows = (await api.ImportRowsAsync(book, Import.Id, "suspect", MostSuspects, null, cancellationToken)).Items;
        var similar = new Dictionary<Guid, Transaction?>();
        foreach (var known in rows.Select(row => row.SimilarTransactionId).OfType<Guid>().Distinct())
        {
            similar[known] = await api.FindAsync<Transaction>($"books/{book}/transactions/{known}", cancellationToken);
        }

        return [.. rows.Select(row => new Suspect(row, row.SimilarTransactionId is { } like ? similar[like] : null))];
    }
}
