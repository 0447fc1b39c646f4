using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Accounts;

/// <summary>The book's accounts with their balances.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder book)
    {
        var accounts = book.MapGroup("/accounts");
        accounts.MapGet("", ListAsync).WithName("listAccounts").WithSummary("The book's accounts with their balances, in the order they were made");
        accounts.MapPost("", CreateAsync).WithName("createAccount").WithSummary("Make an account");
        accounts.MapGet("/{id:guid}", GetAsync).WithName("getAccount").WithSummary("An account with its balance");
        accounts.MapPatch("/{id:guid}", PatchAsync).WithName("updateAccount").WithSummary("Change an account, or close it");
        accounts.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteAccount").WithSummary("Delete an account that holds nothing");
    }

    private static async Task<Results<Ok<ListOf<AccountView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var after = Cursor.Id(cursor, Guid.Empty, errors);
        if (errors.Any)
            return errors.Problem();

        var rows = await session.AccountsAsync(id: null, after, size + 1, cancel);
        return TypedResults.Ok(Page.Of(
            [.. rows.Select(row => AccountView.Of(row, session.Book.BaseCurrency))], size, account => Cursor.Encode(account.Id.ToString())));
    }

    private static async Task<Results<Created<AccountView>, ProblemHttpResult>> CreateAsync(
        Body<NewAccount> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        var errors = body.Value.Check();
        if (errors.Any)
            return errors.Problem();

        await session.LockAsync(cancel);
        var account = body.Value.Make(session.Book, session.Clock.GetUtcNow());
        if (await IsTakenAsync(session, account, cancel))
            return NameTaken();
        session.Db.Accounts.Add(account);
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/v1/books/{session.BookId}/accounts/{account.Id}", await ShowAsync(session, http, account.Id, cancel));
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> GetAsync(
        Guid id, BookSession session, HttpContext http, CancellationToken cancel) =>
        await ShowAsync(session, http, id, cancel) is { } account ? TypedResults.Ok(account) : Problems.NotFound("account");

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> PatchAsync(
        Guid id, Body<AccountPatch> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await FindAsync(session, id, cancel) is not { } account)
            return Problems.NotFound("account");
        var patch = body.Value;
        var errors = patch.Check(account);
        if (errors.Any)
            return errors.Problem();
        if (ETags.Check(http, account.Version) is { } stale)
            return stale;

        patch.Apply(account);
        if (await IsTakenAsync(session, account, cancel))
            return NameTaken();
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await ShowAsync(session, http, id, cancel));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await FindAsync(session, id, cancel) is not { } account)
            return Problems.NotFound("account");
        // An import into the account counts too: its rows, kept for its history, point here.
        if (await session.Db.Transactions.AnyAsync(row => row.BookId == session.BookId && row.AccountId == id, cancel)
            || await session.Db.Imports.AnyAsync(row => row.BookId == session.BookId && row.AccountId == id, cancel))
        {
            return Problems.Conflict("account-in-use", "The account has transactions or imports: close it instead, by giving it a 'closedOn' date.");
        }

        if (await session.Db.GoalAccounts.AnyAsync(row => row.BookId == session.BookId && row.AccountId == id, cancel))
            return Problems.Conflict("account-in-goal", "A goal counts the account: take it out of the goal first.");

        session.Db.Accounts.Remove(account);
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }

    private static Task<Account?> FindAsync(BookSession session, Guid id, CancellationToken cancel) =>
        session.Db.Accounts.SingleOrDefaultAsync(row => row.BookId == session.BookId && row.Id == id, cancel);

    private static Task<bool> IsTakenAsync(BookSession session, Account account, CancellationToken cancel) =>
        session.Db.Accounts.AnyAsync(row => row.BookId == session.BookId && row.Name == account.Name && row.Id != account.Id, cancel);

    private static ProblemHttpResult NameTaken() => Problems.Conflict("name-taken", "The book has an account of that name: choose another name.");

    private static async Task<AccountView?> ShowAsync(BookSession session, HttpContext http, Guid id, CancellationToken cancel)
    {
        var rows = await session.AccountsAsync(id, after: null, limit: 1, cancel);
        if (rows is not [var row])
            return null;
        ETags.Set(http, row.Version);
        return AccountView.Of(row, session.Book.BaseCurrency);
    }
}
