using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Reports;

/// <summary>Sums by category, in minor units of the base currency.</summary>
/// <param name="Items">Expenses first, the greatest first; then income.</param>
/// <param name="Unconverted">Rows without a rate into the base currency: counted, but not in the sums.</param>
public sealed record CategorySums(string Currency, int CurrencyDigits, IReadOnlyList<CategorySum> Items, long Unconverted);

/// <summary>One category's sum, without those of the categories below it.</summary>
/// <param name="CategoryId">Null, with no name, for rows without a category.</param>
/// <param name="Kind">Where its rows count; rows without a category count by their sign.</param>
/// <param name="Count">Rows.</param>
public sealed record CategorySum(Guid? CategoryId, string? Name, Guid? ParentId, CategoryKind Kind, long Amount, long Count);

/// <summary>Makes the sums by category.</summary>
internal static class CategoryReport
{
    /// <param name="session">The book.</param>
    /// <param name="span">The months to sum.</param>
    /// <param name="only">Only expenses or only income; null for both.</param>
    /// <param name="cancel">Ends the query.</param>
    public static async Task<CategorySums> CategorySumsAsync(this BookSession session, Months span, CategoryKind? only, CancellationToken cancel)
    {
        var totals = (await session.CategoryTotalsAsync(span, before: 0, cancel)).Where(total => only is null || total.Kind == only).ToList();
        return new(
            session.Book.BaseCurrency,
            Currency.Get(session.Book.BaseCurrency).Digits,
            [.. totals.Select(total => new CategorySum(total.CategoryId, total.Name, total.ParentId, total.Kind, total.Amount, total.Count))],
            totals.Sum(total => total.Unconverted));
    }
}
