using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Reports;

/// <summary>A month's result, in minor units of the base currency.</summary>
/// <param name="Expense">Negative, unless refunds outweigh it.</param>
/// <param name="Net">Income plus expense.</param>
public sealed record MonthResult(long Income, long Expense, long Net);

/// <summary>A month of the book beside the month before.</summary>
/// <param name="Month">YYYY-MM, the calendar month in which it starts.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Expense">Negative, unless refunds outweigh it.</param>
/// <param name="CurrencyDigits">Decimal digits of the base currency's minor unit.</param>
/// <param name="Unconverted">Income and expense rows of the month without a rate into the base currency: not in the sums.</param>
/// <param name="ByCategory">Expenses first, the greatest first; then income.</param>
/// <param name="Uncategorised">Income and expense rows of the month without a category.</param>
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
    MonthResult Previous,
    IReadOnlyList<CategoryAmount> ByCategory,
    long Uncategorised);

/// <summary>What one category took or gave.</summary>
/// <param name="CategoryId">Null, with no name, for rows without a category.</param>
/// <param name="Kind">Where its rows count; rows without a category count by their sign.</param>
/// <param name="Amount">In the month.</param>
/// <param name="Previous">In the month before.</param>
public sealed record CategoryAmount(Guid? CategoryId, string? Name, CategoryKind Kind, long Amount, long Previous);

/// <summary>Makes the summary of a month.</summary>
internal static class SummaryReport
{
    public static async Task<Summary> SummaryAsync(this BookSession session, BookMonth month, CancellationToken cancel)
    {
        var totals = await session.CategoryTotalsAsync(new(month, month), before: 1, cancel);
        var (from, to) = month.Range(session.Book.FirstDayOfMonth);
        var now = ResultOf(totals, total => total.Amount);
        return new(
            month.ToString(),
            from,
            to,
            now.Income,
            now.Expense,
            now.Net,
            session.Book.BaseCurrency,
            Currency.Get(session.Book.BaseCurrency).Digits,
            totals.Sum(total => total.Unconverted),
            ResultOf(totals, total => total.Before),
            [.. totals.Select(total => new CategoryAmount(total.CategoryId, total.Name, total.Kind, total.Amount, total.Before))],
            totals.Where(total => total.CategoryId is null).Sum(total => total.Count));
    }

    private static MonthResult ResultOf(IReadOnlyList<CategoryTotal> totals, Func<CategoryTotal, long> amount)
    {
        var income = totals.Where(total => total.Kind == CategoryKind.Income).Sum(amount);
        var expense = totals.Where(total => total.Kind == CategoryKind.Expense).Sum(amount);
        return new(income, expense, income + expense);
    }
}
