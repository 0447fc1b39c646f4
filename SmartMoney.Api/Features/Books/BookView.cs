using SmartMoney.Api.Data.Model;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Books;

/// <summary>A book as its members see it.</summary>
/// <param name="Role">What the caller may do in it.</param>
/// <param name="BaseCurrency">ISO 4217 code; fixed once the book is made.</param>
/// <param name="CurrencyDigits">Decimal digits of the base currency's minor unit.</param>
/// <param name="TimeZone">IANA time zone that decides what 'today' is.</param>
/// <param name="Locale">en or ja: language of the built-in names.</param>
/// <param name="FirstDayOfMonth">1 to 31, clamped to the month's length.</param>
/// <param name="Today">Today in the book's time zone.</param>
/// <param name="Version">Counts the changes; the ETag.</param>
public sealed record BookView(
    Guid Id,
    string Name,
    Role Role,
    string BaseCurrency,
    int CurrencyDigits,
    string TimeZone,
    string Locale,
    int FirstDayOfMonth,
    DateOnly Today,
    int Version)
{
    /// <summary>Shows a book to a member with that role, at that instant.</summary>
    public static BookView Of(Book book, Role role, DateTimeOffset now) => new(
        book.Id,
        book.Name,
        role,
        book.BaseCurrency,
        Currency.Get(book.BaseCurrency).Digits,
        book.TimeZone,
        book.Locale,
        book.FirstDayOfMonth,
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(book.TimeZone)).DateTime),
        book.Version);
}
