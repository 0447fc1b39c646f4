using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Dashboard;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>The dashboard: a month at a glance.</summary>
public sealed class IndexModel(ApiClient api, Viewer viewer) : PageModel
{
    private const int FirstGoals = 3;

    public MonthSwitch Months { get; private set; } = null!;

    public Summary Summary { get; private set; } = null!;

    public IReadOnlyList<Comparison> Figures { get; private set; } = [];

    public CashflowChart Chart { get; private set; } = null!;

    public TopCategories Categories { get; private set; } = null!;

    public NetWorth Worth { get; private set; } = null!;

    /// <summary>The first few goals.</summary>
    public IReadOnlyList<Goal> Goals { get; private set; } = [];

    /// <summary>Open accounts with rows but without an opening balance: their balances start from nothing.</summary>
    public int WithoutOpening { get; private set; }

    /// <summary>Pairs of transactions that may be transfers, of the whole book.</summary>
    public TransferSuggestionCount SuspectedTransfers { get; private set; } = TransferSuggestionCount.None;

    /// <summary>Files that were read and not saved, among the last twenty.</summary>
    public IReadOnlyList<Backend.Import> Drafts { get; private set; } = [];

    /// <summary>True until the first transaction.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether the sample household is in the book.</summary>
    public bool HasSample { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var book = viewer.TheBook;
        Months = MonthSwitch.Of(Request, book.Today, book.FirstDayOfMonth);
        var yearAgo = Months.Shown.Plus(-12);
        var summary = api.SummaryAsync(book.Id, Months.Shown, cancellationToken);
        var cashflow = api.CashflowAsync(book.Id, yearAgo, Months.Shown, cancellationToken);
        var accounts = api.AccountsAsync(book.Id, cancellationToken);
        var goals = api.GoalsAsync(book.Id, FirstGoals, null, cancellationToken);
        var transfers = api.TransferSuggestionCountAsync(book.Id, cancellationToken);
        var sample = api.SampleAsync(book.Id, cancellationToken);
        var imports = api.ImportsAsync(book.Id, cursor: null, cancellationToken);
        await Task.WhenAll(summary, cashflow, accounts, goals, transfers, sample, imports);

        (Summary, Goals, HasSample) = (await summary, await goals, (await sample).Loaded);
        var flow = (await cashflow).Items;
        Chart = CashflowChart.Of(flow.Where(item => item.Period != yearAgo.ToString()));
        Categories = TopCategories.Of(Summary);
        var all = await accounts;
        Worth = NetWorth.Of(all);
        WithoutOpening = Worth.Accounts.Count(account => account is { OpeningBalance: 0, OpeningDate: null, Transactions: > 0 });
        SuspectedTransfers = await transfers;
        Drafts = [.. (await imports).Items.Where(import => import.Status == "preview")];
        IsEmpty = all.All(account => account.Transactions == 0);
        var then = flow.FirstOrDefault(item => item.Period == yearAgo.ToString() && item is not { Income: 0, Expense: 0 });
        Figures =
        [
            new("income", Summary.Income, Summary.Previous.Income, then?.Income),
            new("expense", Summary.Expense, Summary.Previous.Expense, then?.Expense),
            new("net", Summary.Net, Summary.Previous.Net, then?.Net),
        ];
    }
}
