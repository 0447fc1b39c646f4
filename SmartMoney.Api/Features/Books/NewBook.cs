using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Domain.Categories;
using CategoryKind = SmartMoney.Api.Data.Model.CategoryKind;

namespace SmartMoney.Api.Features.Books;

/// <summary>What a new book is to be.</summary>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="BaseCurrency">ISO 4217 code; it cannot be changed later.</param>
/// <param name="TimeZone">IANA time zone; Asia/Tokyo for JPY, else UTC, unless given.</param>
/// <param name="Locale">en or ja; ja for JPY, else en, unless given.</param>
/// <param name="FirstDayOfMonth">1 to 31; 1 unless given.</param>
public sealed record NewBook(string? Name, string? BaseCurrency, string? TimeZone = null, string? Locale = null, int? FirstDayOfMonth = null)
{
    private const string Yen = "JPY";

    /// <summary>Adds what is wrong with it.</summary>
    /// <param name="errors">Where to.</param>
    /// <param name="nameField">The JSON name of <see cref="Name"/>, which setup calls bookName.</param>
    public void Check(Errors errors, string nameField = "name")
    {
        BookRules.Name(errors, Name, nameField);
        BookRules.BaseCurrency(errors, BaseCurrency);
        if (TimeZone is not null)
            BookRules.TimeZone(errors, TimeZone);
        if (Locale is not null)
            BookRules.Locale(errors, Locale);
        if (FirstDayOfMonth is not null)
            BookRules.FirstDayOfMonth(errors, FirstDayOfMonth);
    }

    /// <summary>
    /// Inserts the book with its owner and the category tree of its language. The transaction must have been opened
    /// for the book's id, or row-level security refuses the rows.
    /// </summary>
    internal async Task<Book> InsertAsync(SmartMoneyContext db, Guid id, Guid owner, DateTimeOffset now, CancellationToken cancel)
    {
        var book = new Book
        {
            Id = id,
            Name = Name!.Trim(),
            BaseCurrency = BaseCurrency!,
            TimeZone = TimeZone ?? (BaseCurrency == Yen ? "Asia/Tokyo" : "UTC"),
            Locale = BookRules.LanguageOf(Locale) ?? (BaseCurrency == Yen ? "ja" : "en"),
            FirstDayOfMonth = FirstDayOfMonth ?? 1,
            CreatedAt = now,
        };
        db.Books.Add(book);
        db.Members.Add(new Member { BookId = id, UserId = owner, Role = Role.Owner, JoinedAt = now });
        db.Categories.AddRange(Tree(book, now));
        await db.SaveChangesAsync(cancel);
        return book;
    }

    private static IEnumerable<Category> Tree(Book book, DateTimeOffset now)
    {
        var ids = DefaultCategories.All.ToDictionary(category => category.Key, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        return DefaultCategories.All
            .GroupBy(category => category.ParentKey, StringComparer.Ordinal)
            .SelectMany(siblings => siblings.Select((category, position) => new Category
            {
                BookId = book.Id,
                Id = ids[category.Key],
                ParentId = category.ParentKey is { } parent ? ids[parent] : null,
                Name = category.NameIn(book.Locale),
                Kind = category.Kind == Domain.Categories.CategoryKind.Income ? CategoryKind.Income : CategoryKind.Expense,
                Position = position,
                BuiltIn = category.Key,
                CreatedAt = now,
            }));
    }
}
