using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Accounts;

/// <summary>An account and its figures as the database gives them.</summary>
internal sealed record AccountRow(
    Guid Id,
    string Name,
    AccountKind Kind,
    string Currency,
    long OpeningBalance,
    DateOnly? OpeningDate,
    DateOnly? ClosedOn,
    bool InNetWorth,
    int Version,
    long Balance,
    long Transactions);

/// <summary>
/// Balances from the sums by account and month: whole months after the opening month, plus the opening month's own rows from the
/// opening date on, less the rows after today. Only the rows of that one month and of the future are read, by index,
/// so the cost does not grow with the transactions.
/// </summary>
internal static class AccountQuery
{
    /// <summary>Accounts in the order they were made.</summary>
    /// <param name="session">The book.</param>
    /// <param name="id">The one account to read; null reads all.</param>
    /// <param name="after">Reads the accounts that were made after this one; null starts with the first.</param>
    /// <param name="limit">Most rows to read.</param>
    /// <param name="cancel">Ends the query.</param>
    public static Task<List<AccountRow>> AccountsAsync(this BookSession session, Guid? id, Guid? after, int limit, CancellationToken cancel)
    {
        var (book, firstDay, today) = (session.BookId, session.Book.FirstDayOfMonth, session.Today);
        return session.Db.Database.SqlQuery<AccountRow>(
            $"""
            WITH wanted AS (
                SELECT * FROM accounts
                WHERE book_id = {book} AND id = coalesce({id}::uuid, id) AND id > coalesce({after}::uuid, '00000000-0000-0000-0000-000000000000')
                ORDER BY id LIMIT {limit}
            ), months AS (
                SELECT t.account_id,
                       sum(t.amount) FILTER (WHERE a.opening_date IS NULL OR t.month > book_month(a.opening_date, {firstDay})) AS amount,
                       sum(t.count) AS count
                FROM account_months t JOIN wanted a ON a.id = t.account_id
                WHERE t.book_id = {book}
                GROUP BY t.account_id
            )
            SELECT a.id AS "Id", a.name AS "Name", a.kind AS "Kind", a.currency AS "Currency", a.opening_balance AS "OpeningBalance",
                   a.opening_date AS "OpeningDate", a.closed_on AS "ClosedOn", a.in_net_worth AS "InNetWorth", a.version AS "Version",
                   (a.opening_balance + coalesce(months.amount, 0) + coalesce(opening.amount, 0) - coalesce(future.amount, 0))::bigint AS "Balance",
                   coalesce(months.count, 0)::bigint AS "Transactions"
            FROM wanted a
            LEFT JOIN months ON months.account_id = a.id
            LEFT JOIN LATERAL (
                SELECT sum(amount) AS amount FROM transactions
                WHERE book_id = {book} AND account_id = a.id AND date >= a.opening_date AND date < a.opening_date + 32
                  AND book_month(date, {firstDay}) = book_month(a.opening_date, {firstDay})
            ) opening ON true
            LEFT JOIN LATERAL (
                SELECT sum(amount) AS amount FROM transactions
                WHERE book_id = {book} AND account_id = a.id AND date >= greatest({today} + 1, a.opening_date)
            ) future ON true
            ORDER BY a.id
            """).ToListAsync(cancel);
    }
}
