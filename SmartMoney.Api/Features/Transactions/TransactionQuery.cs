using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Calendar;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>Reads the transactions of a filter: pages by keyset, and totals.</summary>
/// <remarks>
/// A page walks <c>transactions_by_date</c>, or the account's or category's index, backwards from the cursor, so that it
/// costs the same anywhere in the book. A text that few rows have is looked up by its trigrams first; one that many rows
/// have is found soonest by reading on.
/// </remarks>
internal sealed class TransactionQuery
{
    /// <summary>A text that more rows have than this is looked for while reading on.</summary>
    private const int FewMatches = 1000;

    private readonly BookSession session;
    private readonly TransactionFilter filter;
    private readonly Guid[]? matches;

    private TransactionQuery(BookSession session, TransactionFilter filter, Guid[]? matches) =>
        (this.session, this.filter, this.matches) = (session, filter, matches);

    /// <summary>Looks the text up, if there is one.</summary>
    public static async Task<TransactionQuery> PrepareAsync(BookSession session, TransactionFilter filter, CancellationToken cancel)
    {
        if (filter.Text is null)
            return new(session, filter, null);

        var found = await session.Db.Database
            .SqlQuery<Guid>($"SELECT * FROM search_transactions({filter.Text}, {FewMatches + 1})").ToArrayAsync(cancel);
        return new(session, filter, found.Length > FewMatches ? null : found);
    }

    /// <summary>Rows after the cursor, newest first.</summary>
    public async Task<List<TransactionView>> PageAsync(TransactionCursor? after, int limit, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Append($"""
            SELECT t.id AS "Id", t.account_id AS "AccountId", t.date AS "Date", t.amount AS "Amount", t.currency AS "Currency", t.payee AS "Payee",
                   t.description AS "Description", t.category_id AS "CategoryId", t.tags AS "Tags", t.notes AS "Notes", t.status::int AS "Status",
                   t.excluded AS "Excluded", t.transfer_id AS "TransferId", t.import_id AS "ImportId", t.import_line AS "ImportLine",
                   t.created_at AS "CreatedAt", t.updated_at AS "UpdatedAt", t.version AS "Version"
            """);
        AppendSource(sql);
        if (after is not null)
            sql.Append($" AND (t.date, t.id) < ({after.Date}, {after.Id})");
        sql.Append($" ORDER BY t.date DESC, t.id DESC LIMIT {limit}");
        var rows = await session.Db.Database.SqlQuery<Row>(sql.Whole).ToListAsync(cancel);
        return [.. rows.Select(row => row.View())];
    }

    /// <summary>What all rows of the filter add up to.</summary>
    public Task<TransactionTotals> TotalsAsync(CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Append($"""
            SELECT coalesce(sum(r.count), 0)::bigint AS "Count",
                   coalesce(sum(r.base_amount) FILTER (WHERE r.flow = {Flows.Income}), 0)::bigint AS "Income",
                   coalesce(sum(r.base_amount) FILTER (WHERE r.flow = {Flows.Expense}), 0)::bigint AS "Expense",
                   coalesce(sum(r.base_amount) FILTER (WHERE r.flow IN ({Flows.Income}, {Flows.Expense})), 0)::bigint AS "Net",
                   coalesce(sum(r.unconverted) FILTER (WHERE r.flow IN ({Flows.Income}, {Flows.Expense})), 0)::bigint AS "Unconverted"
            FROM (
            """);
        if (WholeMonths() is { } months)
        {
            sql.Append($"SELECT t.count, t.base_amount, t.unconverted, t.flow FROM monthly_totals t WHERE t.book_id = {session.BookId}");
            AppendDimensions(sql);
            if (filter.Flow is { } flow)
                sql.Append($" AND t.flow = {flow}");
            if (months.From is { } from)
                sql.Append($" AND t.month >= {from}");
            if (months.To is { } to)
                sql.Append($" AND t.month <= {to}");
        }
        else
        {
            sql.Append($"""
                SELECT 1 AS count, t.base_amount, CASE WHEN t.base_amount IS NULL THEN 1 ELSE 0 END AS unconverted,
                       flow_of(t.excluded, t.transfer_id, c.kind, t.amount) AS flow
                """);
            AppendSource(sql, withKind: true);
        }

        sql.Append($") r");
        return session.Db.Database.SqlQuery<TransactionTotals>(sql.Whole).SingleAsync(cancel);
    }

    private void AppendSource(SqlText sql, bool withKind = false)
    {
        sql.Append($" FROM transactions t");
        if (withKind)
            sql.Append($" LEFT JOIN categories c ON c.book_id = t.book_id AND c.id = t.category_id");
        sql.Append($" WHERE t.book_id = {session.BookId}");
        AppendDimensions(sql);
        AppendFlow(sql);
        if (filter.From is { } from)
            sql.Append($" AND t.date >= {from}");
        if (filter.To is { } to)
            sql.Append($" AND t.date <= {to}");
        if (filter.Tags.Length > 0)
            sql.Append($" AND t.tags @> {filter.Tags}");
        if (filter.Transfer is { } transfer)
            sql.Append($" AND t.transfer_id = {transfer}");
        if (filter.Min is { } min)
            sql.Append($" AND abs(t.amount) >= {min}");
        if (filter.Max is { } max)
            sql.Append($" AND abs(t.amount) <= {max}");
        if (matches is not null)
            sql.Append($" AND t.id = ANY ({matches})");
        else if (filter.Text is not null)
            sql.Append($" AND t.search_text LIKE search_pattern({filter.Text})");
    }

    // flow_of, taken apart: of its columns the planner knows how many rows to expect, of its result it does not, and
    // then reads and sorts the whole book where a walk would do.
    private void AppendFlow(SqlText sql)
    {
        switch (filter.Flow)
        {
            case Flows.Excluded:
                sql.Append($" AND t.excluded");
                break;
            case Flows.Transfer:
                sql.Append($" AND NOT t.excluded AND t.transfer_id IS NOT NULL");
                break;
            case Flows.Income or Flows.Expense:
                var income = filter.Flow == Flows.Income;
                var kind = (int)(income ? CategoryKind.Income : CategoryKind.Expense);
                sql.Append($"""
                     AND NOT t.excluded AND t.transfer_id IS NULL
                     AND (t.category_id = ANY (ARRAY(SELECT id FROM categories WHERE book_id = {session.BookId} AND kind = {kind}))
                          OR (t.category_id IS NULL AND (t.amount > 0) = {income}))
                    """);
                break;
        }
    }

    private void AppendDimensions(SqlText sql)
    {
        if (filter.Accounts.Length == 1)
            sql.Append($" AND t.account_id = {filter.Accounts[0]}");
        else if (filter.Accounts.Length > 1)
            sql.Append($" AND t.account_id = ANY ({filter.Accounts})");

        if (filter.Uncategorised && filter.Categories.Length > 0)
            sql.Append($" AND (t.category_id IS NULL OR t.category_id = ANY ({filter.Categories}))");
        else if (filter.Uncategorised)
            sql.Append($" AND t.category_id IS NULL");
        else if (filter.Categories.Length == 1)
            sql.Append($" AND t.category_id = {filter.Categories[0]}");
        else if (filter.Categories.Length > 1)
            sql.Append($" AND t.category_id = ANY ({filter.Categories})");
    }

    // Filters that the monthly totals can answer, whatever the number of rows: their dates, if any, are whole months of the book.
    private (DateOnly? From, DateOnly? To)? WholeMonths()
    {
        if (filter is not { Tags: [], Transfer: null, Min: null, Max: null, Text: null })
            return null;
        var firstDay = session.Book.FirstDayOfMonth;
        var from = filter.From is { } first ? BookMonth.Of(first, firstDay) : (BookMonth?)null;
        var to = filter.To is { } last ? BookMonth.Of(last, firstDay) : (BookMonth?)null;
        if ((from is { } start && start.Start(firstDay) != filter.From) || (to is { } end && end.End(firstDay) != filter.To))
            return null;
        return (from is { } f ? new DateOnly(f.Year, f.Month, 1) : null, to is { } t ? new DateOnly(t.Year, t.Month, 1) : null);
    }

    private sealed record Row(
        Guid Id, Guid AccountId, DateOnly Date, long Amount, string Currency, string Payee, string Description, Guid? CategoryId, string[] Tags,
        string Notes, TransactionStatus Status, bool Excluded, Guid? TransferId, Guid? ImportId, int? ImportLine, DateTimeOffset CreatedAt,
        DateTimeOffset UpdatedAt, int Version)
    {
        public TransactionView View() => new(
            Id, AccountId, Date, Amount, Currency, Payee, Description, CategoryId, Tags, Notes, Status, Excluded, TransferId is not null, TransferId,
            ImportId, ImportLine, CreatedAt, UpdatedAt, Version);
    }
}
