using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Books;

/// <summary>The books that a caller is a member of.</summary>
public static class BookEndpoints
{
    public static void MapBooks(this RouteGroupBuilder signedIn)
    {
        signedIn.MapGet("/books", ListAsync).WithName("listBooks").WithSummary("The caller's books");
        signedIn.MapPost("/books", CreateAsync).RequireAuthorization(Policies.AllBooks)
            .WithName("createBook").WithSummary("Make a book, with the default category tree of its language");
    }

    public static void MapBookSettings(this RouteGroupBuilder book)
    {
        book.MapGet("", Get).WithName("getBook").WithSummary("A book");
        book.MapPatch("", PatchAsync).RequireRole(Role.Owner).WithName("updateBook").WithSummary("Change a book's settings");
    }

    private static async Task<Results<Ok<ListOf<BookView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var after = Cursor.Id(cursor, Guid.Empty, errors);
        if (errors.Any)
            return errors.Problem();

        var books = await session.OwnBooks().Where(pair => pair.Book.Id > after)
            .OrderBy(pair => pair.Book.Id).Take(size + 1).ToListAsync(cancel);
        var now = session.Clock.GetUtcNow();
        return TypedResults.Ok(Page.Of(
            [.. books.Select(pair => BookView.Of(pair.Book, pair.Role, now))], size, book => Cursor.Encode(book.Id.ToString())));
    }

    private static async Task<Results<Created<BookView>, ProblemHttpResult>> CreateAsync(
        Body<NewBook> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        var errors = new Errors();
        body.Value.Check(errors);
        if (errors.Any)
            return errors.Problem();

        var id = Guid.CreateVersion7();
        await session.SetBookAsync(id, cancel);
        var now = session.Clock.GetUtcNow();
        var book = await body.Value.InsertAsync(session.Db, id, session.Caller.UserId, now, cancel);
        ETags.Set(http, book.Version);
        return TypedResults.Created($"/api/v1/books/{id}", BookView.Of(book, Role.Owner, now));
    }

    private static Ok<BookView> Get(BookSession session, HttpContext http)
    {
        ETags.Set(http, session.Book.Version);
        return TypedResults.Ok(BookView.Of(session.Book, session.Role, session.Clock.GetUtcNow()));
    }

    private static async Task<Results<Ok<BookView>, ProblemHttpResult>> PatchAsync(
        Body<BookPatch> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var book = session.Book;
        await session.Db.Entry(book).ReloadAsync(cancel);

        var patch = body.Value;
        var errors = patch.Check(book);
        if (errors.Any)
            return errors.Problem();
        if (ETags.Check(http, book.Version) is { } stale)
            return stale;

        patch.Apply(book);
        await session.Db.SaveChangesAsync(cancel);
        ETags.Set(http, book.Version);
        return TypedResults.Ok(BookView.Of(book, session.Role, session.Clock.GetUtcNow()));
    }
}
