using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Books;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Deletion;

/// <summary>Deleting a book: it is gone for all its members at once, can be restored for seven days, and is cleared away then.</summary>
public static class BookDeletion
{
    /// <summary>How long a deleted book can be restored.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    public static void AddDeletion(this IServiceCollection services) => services.AddHostedService<DeletedBooks>();

    public static void MapBookDeletion(this RouteGroupBuilder book)
    {
        book.MapPost("/deletion", DeleteAsync).RequireRole(Role.Owner).RequireBrowser().WithMetadata(new NeverStored())
            .WithName("deleteBook").WithSummary("Delete a book, by its name; it can be restored for seven days");
        book.MapDelete("/deletion", RestoreAsync).RequireRole(Role.Owner).RequireBrowser().WithMetadata(new AlsoDeleted(Grace))
            .WithName("restoreBook").WithSummary("Restore a deleted book");
    }

    public static void MapDeletedBooks(this RouteGroupBuilder signedIn) => signedIn.MapGet("/books/deleted", ListAsync)
        .WithName("listDeletedBooks").WithSummary("Deleted books that the caller may restore");

    private static async Task<Results<Ok<DeletedBook>, ProblemHttpResult>> DeleteAsync(Body<BookName> body, BookSession session, AuditLog audit, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var book = session.Book;
        await session.Db.Entry(book).ReloadAsync(cancel);
        var errors = new Errors();
        errors.Require(body.Value.Name?.Trim() == book.Name, "name", "'name' must be the name of this book, exactly as it is written.");
        if (errors.Any)
            return errors.Problem();

        book.DeletedAt = session.Now;
        await session.Db.SaveChangesAsync(cancel);
        await audit.RecordAsync(AuditKind.BookDeleted, session.Caller.UserId, book.Id, subject: null, cancel);
        return TypedResults.Ok(Of(book));
    }

    private static async Task<Results<Ok<BookView>, ProblemHttpResult>> RestoreAsync(BookSession session, AuditLog audit, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var book = session.Book;
        await session.Db.Entry(book).ReloadAsync(cancel);
        if (book.DeletedAt is not null)
        {
            book.DeletedAt = null;
            await session.Db.SaveChangesAsync(cancel);
            await audit.RecordAsync(AuditKind.BookRestored, session.Caller.UserId, book.Id, subject: null, cancel);
        }

        return TypedResults.Ok(BookView.Of(book, session.Role, session.Clock.GetUtcNow()));
    }

    private static async Task<Ok<ListOf<DeletedBook>>> ListAsync(BookSession session, CancellationToken cancel)
    {
        var (user, only, since) = (session.Caller.UserId, session.Caller.OnlyBook, session.Now - Grace);
        var books = await session.Db.Books.IgnoreQueryFilters().AsNoTracking()
            .Where(book => book.DeletedAt > since && (only == null || book.Id == only)
                && session.Db.Members.Any(member => member.BookId == book.Id && member.UserId == user && member.Role == Role.Owner))
            .OrderByDescending(book => book.DeletedAt).Take(Page.Most).ToListAsync(cancel);
        return TypedResults.Ok(new ListOf<DeletedBook>([.. books.Select(Of)], Next: null));
    }

    private static DeletedBook Of(Book book) => new(book.Id, book.Name, book.DeletedAt!.Value, book.DeletedAt.Value + Grace);
}

/// <summary>The name of the book to be deleted, so that nobody deletes another one by mistake.</summary>
public sealed record BookName(string? Name);

/// <summary>A book that waits to be cleared away.</summary>
/// <param name="Until">Until when it can be restored.</param>
public sealed record DeletedBook(Guid Id, string Name, DateTimeOffset DeletedAt, DateTimeOffset Until);
