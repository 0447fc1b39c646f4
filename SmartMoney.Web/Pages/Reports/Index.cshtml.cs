using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Dashboard;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Reports;

namespace SmartMoney.Web.Pages.Reports;

/// <summary>Cash flow and categories over any months, each with its table and its CSV.</summary>
public sealed class IndexModel(ApiClient api, Viewer viewer) : PageModel
{
    public ReportRange Range { get; private set; } = null!;

    public Cashflow Cashflow { get; private set; } = null!;

    public CashflowPanel Panel { get; private set; } = null!;

    public IReadOnlyList<CategoryRow> Expenses { get; private set; } = [];

    public IReadOnlyList<CategoryRow> Income { get; private set; } = [];

    /// <summary>Rows without a rate into the book's currency: in no sum.</summary>
    public long Unconverted { get; private set; }

    /// <summary>Where a report's CSV is.</summary>
    public string Csv(string report) => $"/api/v1/books/{viewer.TheBook.Id}/reports/{report}.csv?from={Range.From}&to={Range.To}";

    public async Task OnGetAsync(string? from, string? to, CancellationToken cancellationToken)
    {
        var book = viewer.TheBook;
        Range = ReportRange.Of(from, to, Month.Of(book.Today, book.FirstDayOfMonth));
        var cashflow = api.CashflowAsync(book.Id, Range.From, Range.To, cancellationToken);
        var sums = api.CategorySumsAsync(book.Id, Range.From, Range.To, cancellationToken);
        var categories = api.CategoriesAsync(book.Id, cancellationToken);
        await Task.WhenAll(cashflow, sums, categories);

        Cashflow = await cashflow;
        Panel = new(CashflowChart.Of(Cashflow.Items), Cashflow.CurrencyDigits, Cashflow.Currency, null,
            month => Url.Page("/Transactions/Index", new { month = month.ToString() })!);
        Unconverted = Cashflow.Items.Sum(item => item.Unconverted);
        var names = (await categories).ToDictionary(category => category.Id, category => category.Name);
        var items = (await sums).Items;
        (Expenses, Income) = (CategoryRows.Of(items, "expense", names), CategoryRows.Of(items, "income", names));
    }
}
