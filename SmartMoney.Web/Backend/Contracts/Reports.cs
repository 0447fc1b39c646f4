using SmartMoney.Web.Formatting;

namespace SmartMoney.Web.Backend;

/// <summary>Income, expense (negative) and their sum, in minor units of the book's currency.</summary>
public sealed record Flow(long Income, long Expense, long Net);

/// <summary>What one category took or gave in a month, beside the month before. A null id is what has no category.</summary>
public sealed record CategoryAmount(Guid? CategoryId, string? Name, string Kind, long Amount, long Previous);

/// <summary>A month of the book. Expense and net are signed.</summary>
/// <param name="Unconverted">Rows without a rate into the book's currency: not in the sums.</param>
/// <param name="Uncategorised">Rows of the month without a category.</param>
public sealed record Summary(
    string Month,
    DateOnly From,
    DateOnly To,
    long Income,
    long Expense,
    long Net,
    string Currency,
    int CurrencyDigits,
    long Unconverted,
    Flow Previous,
    IReadOnlyList<CategoryAmount> ByCategory,
    long Uncategorised);

/// <summary>One period of the cash flow: a month as YYYY-MM.</summary>
public sealed record CashflowItem(string Period, long Income, long Expense, long Net, long Unconverted);

/// <summary>Cash flow over months.</summary>
public sealed record Cashflow(string Currency, int CurrencyDigits, IReadOnlyList<CashflowItem> Items);

/// <summary>One category's sum over some months, without those of the categories below it. A null id is what has no category.</summary>
public sealed record CategorySum(Guid? CategoryId, string? Name, Guid? ParentId, string Kind, long Amount, long Count);

/// <summary>Sums by category.</summary>
public sealed record CategorySums(string Currency, int CurrencyDigits, IReadOnlyList<CategorySum> Items, long Unconverted);

/// <summary>Calls about reports.</summary>
public static class ReportCalls
{
    /// <summary>The summary of a month.</summary>
    public static Task<Summary> SummaryAsync(this ApiClient api, Guid book, Month month, CancellationToken cancellationToken) =>
        api.ReadAsync<Summary>($"books/{book}/reports/summary?month={month}", cancellationToken);

    /// <summary>Monthly cash flow, both ends included.</summary>
    public static Task<Cashflow> CashflowAsync(this ApiClient api, Guid book, Month from, Month to, CancellationToken cancellationToken) =>
        api.ReadAsync<Cashflow>($"books/{book}/reports/cashflow?from={from}&to={to}&interval=month", cancellationToken);

    /// <summary>Sums by category over months, both ends included.</summary>
    public static Task<CategorySums> CategorySumsAsync(this ApiClient api, Guid book, Month from, Month to, CancellationToken cancellationToken) =>
        api.ReadAsync<CategorySums>($"books/{book}/reports/categories?from={from}&to={to}", cancellationToken);
}
