using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Goals;

/// <summary>A sum by account: of a month, of a window of days, or only the account's first day.</summary>
/// <param name="Window">Number of the window, from 1; 0 for a month; -1 for a first day.</param>
/// <param name="Month">Label of the month; null for a window.</param>
/// <param name="FirstDay">The first day up to today with a row that counts; null for a sum.</param>
internal sealed record FlowRow(int Window, Guid AccountId, DateOnly? Month, DateOnly? FirstDay, long Income, long Expense, long Unconverted);

/// <summary>
/// What goals are computed from, in one statement, so that its parts are of one moment: sums by account and month up to the current
/// month, and of the transactions only the days of some windows, none longer than a month, and each account's first month.
/// </summary>
internal static class GoalQuery
{
    /// <param name="session">The book.</param>
    /// <param name="currentMonth">Label of the current month.</param>
    /// <param name="windows">Days to sum, both ends included.</param>
    /// <param name="firstDays">Whether to look for the accounts' first days.</param>
    /// <param name="cancel">Ends the query.</param>
    public static Task<List<FlowRow>> FlowsAsync(
        this BookSession session, DateOnly currentMonth, IReadOnlyList<(DateOnly From, DateOnly To)> windows, bool firstDays, CancellationToken cancel)
    {
        var (book, firstDay, today) = (session.BookId, session.Book.FirstDayOfMonth, session.Today);
        DateOnly[] from = [.. windows.Select(window => window.From)];
        DateOnly[] to = [.. windows.Select(window => window.To)];
        return session.Db.Database.SqlQuery<FlowRow>(
            $"""
            WITH totals AS (
                SELECT account_id, month,
                       coalesce(sum(base_amount) FILTER (WHERE flow = {Flows.Income}), 0)::bigint AS income,
                       coalesce(sum(base_amount) FILTER (WHERE flow = {Flows.Expense}), 0)::bigint AS expense,
                       sum(unconverted)::bigint AS unconverted
                FROM account_months
                WHERE book_id = {book} AND month <= {currentMonth} AND flow IN ({Flows.Income}, {Flows.Expense})
                GROUP BY account_id, month
            )
            SELECT 0 AS "Window", account_id AS "AccountId", month AS "Month", NULL::date AS "FirstDay",
                   income AS "Income", expense AS "Expense", unconverted AS "Unconverted"
            FROM totals
            UNION ALL
            SELECT w.number::int, d.account_id, NULL, NULL, d.income, d.expense, d.unconverted
            FROM unnest({from}, {to}) WITH ORDINALITY AS w (first_day, last_day, number)
            CROSS JOIN LATERAL (
                SELECT t.account_id,
                       coalesce(sum(t.base_amount) FILTER (WHERE flow_of(t.excluded, t.transfer_id, c.kind, t.amount) = {Flows.Income}), 0)::bigint AS income,
                       coalesce(sum(t.base_amount) FILTER (WHERE flow_of(t.excluded, t.transfer_id, c.kind, t.amount) = {Flows.Expense}), 0)::bigint AS expense,
                       count(*) - count(t.base_amount) AS unconverted
                FROM transactions t LEFT JOIN categories c ON c.book_id = t.book_id AND c.id = t.category_id
                WHERE t.book_id = {book} AND t.date BETWEEN w.first_day AND w.last_day AND NOT t.excluded AND t.transfer_id IS NULL
                GROUP BY t.account_id
            ) d
            UNION ALL
            SELECT -1, f.account_id, NULL, d.day, 0, 0, 0
            FROM (SELECT account_id, min(month) AS month FROM totals WHERE {firstDays} GROUP BY account_id) f
            CROSS JOIN LATERAL (
                SELECT min(t.date) AS day FROM transactions t
                WHERE t.book_id = {book} AND t.account_id = f.account_id AND t.date >= f.month AND t.date < f.month + 62 AND t.date <= {today}
                  AND book_month(t.date, {firstDay}) = f.month AND NOT t.excluded AND t.transfer_id IS NULL
            ) d
            WHERE d.day IS NOT NULL
            """).ToListAsync(cancel);
    }
}
