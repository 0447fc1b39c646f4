using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Rules;
using SmartMoney.Api.Features.Transfers;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>The book's transactions.</summary>
public static class TransactionEndpoints
{
    public static void MapTransactions(this RouteGroupBuilder book)
    {
        var transactions = book.MapGroup("/transactions");
        transactions.MapGet("", ListAsync).WithName("listTransactions").WithSummary("Transactions by filter, newest first");
        transactions.MapPost("", CreateAsync).WithName("createTransaction").WithSummary("Add a transaction");
        transactions.MapPost("/bulk", TransactionBulk.ChangeAsync).WithName("changeTransactions").WithSummary("Change or delete up to 500 transactions as one change");
        transactions.MapGet("/category-suggestions", CategorySuggesting.ListAsync).WithName("suggestCategories").WithSummary("Categories for rows without one, learned from the book's own rows");
        transactions.MapGet("/{id:guid}", GetAsync).WithName("getTransaction").WithSummary("A transaction");
        transactions.MapPatch("/{id:guid}", PatchAsync).WithName("updateTransaction").WithSummary("Change a transaction");
        transactions.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteTransaction").WithSummary("Delete a transaction; undoing the change brings it back");
    }

    private static async Task<Results<Ok<TransactionList>, ProblemHttpResult>> ListAsync(
        [AsParameters] TransactionListRequest request, BookSession session, CancellationToken cancel)
    {
        var errors = new Errors();
        var size = Page.Limit(request.Limit, errors);
        var filter = TransactionFilter.Read(request, errors);
        var after = TransactionCursor.Read(request.Cursor, errors);
        if (errors.Any)
            return errors.Problem();

        var query = await TransactionQuery.PrepareAsync(session, filter, cancel);
        var page = Page.Of(await query.PageAsync(after, size + 1, cancel), size, TransactionCursor.Of);
        var totals = request.Totals == true ? await query.TotalsAsync(cancel) : null;
        return TypedResults.Ok(new TransactionList(page.Items, page.Next, totals));
    }

    private static async Task<Results<Created<TransactionView>, ProblemHttpResult>> CreateAsync(
        Body<NewTransaction> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var now = session.Now;
        var row = new Transaction { BookId = session.BookId, Id = Guid.CreateVersion7(now), Currency = session.Book.BaseCurrency, CreatedAt = now };
        var errors = await session.ApplyAsync(row, body.Value.AsPatch(), cancel);
        if (errors.Any)
            return errors.Problem();

        row.CategoryId ??= await session.CategoryOfAsync(row.Payee, cancel);
        session.Db.Transactions.Add(row);
        await session.Db.SaveChangesAsync(cancel);
        await TransferMatching.AfterChangeAsync(session, [row.Id], cancel);
        await session.Db.Entry(row).ReloadAsync(cancel);
        return TypedResults.Created($"/api/v1/books/{session.BookId}/transactions/{row.Id}", Show(http, row));
    }

    private static async Task<Results<Ok<TransactionView>, ProblemHttpResult>> GetAsync(
        Guid id, BookSession session, HttpContext http, CancellationToken cancel) =>
        await FindAsync(session, id, cancel) is { } row ? TypedResults.Ok(Show(http, row)) : Problems.NotFound("transaction");

    private static async Task<Results<Ok<TransactionView>, ProblemHttpResult>> PatchAsync(
        Guid id, Body<TransactionPatch> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await FindAsync(session, id, cancel) is not { } row)
            return Problems.NotFound("transaction");
        var (account, amount) = (row.AccountId, row.Amount);
        var errors = await session.ApplyAsync(row, body.Value, cancel);
        if (errors.Any)
            return errors.Problem();
        if (ETags.Check(http, row.Version) is { } stale)
            return stale;
        if (row.TransferId is { } transfer && transfer != row.Id && (row.AccountId != account || row.Amount != amount))
            return Problems.Conflict("paired", "The row is one side of a transfer: its amount and account belong to both sides. Take the transfer apart first.");

        await session.Db.SaveChangesAsync(cancel);
        await TransferMatching.AfterChangeAsync(session, [row.Id], cancel);
        await session.Db.Entry(row).ReloadAsync(cancel);
        return TypedResults.Ok(Show(http, row));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        return await session.DeleteAsync([id], cancel) > 0 ? TypedResults.NoContent() : Problems.NotFound("transaction");
    }

    private static Task<Transaction?> FindAsync(BookSession session, Guid id, CancellationToken cancel) =>
        session.Db.Transactions.SingleOrDefaultAsync(row => row.BookId == session.BookId && row.Id == id, cancel);

    private static TransactionView Show(HttpContext http, Transaction row)
    {
        ETags.Set(http, row.Version);
        return TransactionView.Of(row);
    }
}
