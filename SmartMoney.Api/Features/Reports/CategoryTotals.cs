using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Calendar;

namespace SmartMoney.Api.Features.Reports;

/// <summary>One category's sums, in minor units of the base currency. Rows without a category count by their sign, so there may be two of them.</summary>
/// <param name="Flow">Income or expense of <see cref="Flows"/>.</param>
/// <param name="Amount">Over the span.</param>
/// <param name="Before">Over the months before the span that were read too.</param>
/// <param name="Unconverted">Rows of the span that are not in <paramref name="Amount"/> for lack of a rate.</param>
/// <param name="Count">Rows of the span.</param>
internal sealed record CategoryTotal(
    Guid? CategoryId, string? Name, Guid? ParentId, int Flow, long Amount, long Before, long Unconverted, long Count)
{
    public CategoryKind Kind => Flow == Flows.Income ? CategoryKind.Income : CategoryKind.Expense;
}

/// <summary>Sums by category, from <c>monthly_totals</c> alone: the cost follows months and categories, not transactions.</summary>
internal static class CategoryTotals
{
    /// <summary>Sums over a span, and over so many months before it: expenses first, the greatest first; then income.</summary>
    public static Task<List<CategoryTotal>> CategoryTotalsAsync(this BookSession session, Months span, int before, CancellationToken cancel)
    {
        var (first, from, to) = (Label(span.From.AddMonths(-before)), Label(span.From), Label(span.To));
        return session.Db.Database.SqlQuery<CategoryTotal>(
            $"""
            SELECT s.category_id AS "CategoryId", c.name AS "Name", c.parent_id AS "ParentId", s.flow::int AS "Flow", s.amount AS "Amount",
                   s.before AS "Before", s.unconverted AS "Unconverted", s.count AS "Count"
            FROM (
                SELECT category_id, flow,
                       coalesce(sum(base_amount) FILTER (WHERE month >= {from}), 0)::bigint AS amount,
                       coalesce(sum(base_amount) FILTER (WHERE month < {from}), 0)::bigint AS before,
                       coalesce(sum(unconverted) FILTER (WHERE month >= {from}), 0)::bigint AS unconverted,
                       coalesce(sum(count) FILTER (WHERE month >= {from}), 0)::bigint AS count
                FROM monthly_totals
                WHERE book_id = {session.BookId} AND month BETWEEN {first} AND {to} AND flow IN ({Flows.Income}, {Flows.Expense})
                GROUP BY category_id, flow
            ) s
            LEFT JOIN categories c ON c.book_id = {session.BookId} AND c.id = s.category_id
            ORDER BY s.flow DESC, abs(s.amount) DESC, abs(s.before) DESC, c.name COLLATE "C", s.category_id
            """).ToListAsync(cancel);
    }

    /// <summary>How the database labels a book month: with the first day of the calendar month in which it starts.</summary>
    public static DateOnly Label(BookMonth month) => new(month.Year, month.Month, 1);
}
