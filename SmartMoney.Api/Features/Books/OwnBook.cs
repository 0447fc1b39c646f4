using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Books;

/// <summary>A book and what the caller may do in it.</summary>
internal sealed record OwnBook
{
    public required Book Book { get; init; }

    public required Role Role { get; init; }
}

/// <summary>Finds the caller's books.</summary>
internal static class OwnBookQuery
{
    /// <summary>All books that the caller is a member of; for a token of one book, that one.</summary>
    public static IQueryable<OwnBook> OwnBooks(this BookSession session)
    {
        var (user, only) = (session.Caller.UserId, session.Caller.OnlyBook);
        return from book in session.Db.Books.AsNoTracking()
               join member in session.Db.Members on book.Id equals member.BookId
               where member.UserId == user && (only == null || book.Id == only)
               select new OwnBook { Book = book, Role = member.Role };
    }
}
