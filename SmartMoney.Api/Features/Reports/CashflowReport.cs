using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Reports;

/// <summary>Income and expense over time, in minor units of the base currency.</summary>
/// <param name="Items">Every period asked for, oldest first, empty ones too.</param>
public sealed record Cashflow(string Currency, int CurrencyDigits, IReadOnlyList<CashflowItem> Items);

/// <summary>One period.</summary>
/// <param name="Period">YYYY-MM, or YYYY for those months of a year that were asked for.</param>
/// <param name="Expense">Negative, unless refunds outweigh it.</param>
/// <param name="Unconverted">Rows without a rate into the base currency: not in the sums.</param>
public sealed record CashflowItem(string Period, long Income, long Expense, long Net, long Unconverted);

/// <summary>Makes the cash flow from <c>account_months</c> alone.</summary>
internal static class CashflowReport
{
    public static async Task<Cashflow> CashflowAsync(this BookSession session, Months span, bool byYear, CancellationToken cancel)
    {
        var (from, to) = (CategoryTotals.Label(span.From), CategoryTotals.Label(span.To));
        var sums = await session.Db.Database.SqlQuery<MonthSum>(
            $"""
            SELECT month AS "Month",
                   coalesce(sum(base_amount) FILTER (WHERE flow = {Flows.Income}), 0)::bigint AS "Income",
                   coalesce(sum(base_amount) FILTER (WHERE flow = {Flows.Expense}), 0)::bigint AS "Expense",
                   sum(unconverted)::bigint AS "Unconverted"
            FROM account_months
            WHERE book_id = {session.BookId} AND month BETWEEN {from} AND {to} AND flow IN ({Flows.Income}, {Flows.Expense})
            GROUP BY month
            """).ToListAsync(cancel);

        var byPeriod = sums.ToLookup(sum => Period(new(sum.Month.Year, sum.Month.Month), byYear), StringComparer.Ordinal);
        var periods = span.Each().Select(month => Period(month, byYear)).Distinct(StringComparer.Ordinal);
        return new(session.Book.BaseCurrency, Currency.Get(session.Book.BaseCurrency).Digits, [.. periods.Select(period => Item(period, byPeriod[period]))]);
    }

    private static string Period(BookMonth month, bool byYear) => byYear ? month.Year.ToString("D4", CultureInfo.InvariantCulture) : month.ToString();

    private static CashflowItem Item(string period, IEnumerable<MonthSum> sums)
    {
        var (income, expense, unconverted) = (0L, 0L, 0L);
        foreach (var sum in sums)
            (income, expense, unconverted) = (income + sum.Income, expense + sum.Expense, unconverted + sum.Unconverted);
        return new(period, income, expense, income + expense, unconverted);
    }

    private sealed record MonthSum(DateOnly Month, long Income, long Expense, long Unconverted);
}
