using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Books;

/// <summary>What is to change about a book; what is absent stays.</summary>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Locale">en or ja.</param>
/// <param name="FirstDayOfMonth">1 to 31; all months are counted anew.</param>
/// <param name="BaseCurrency">Accepted only as it is: the ledger is kept in it.</param>
public sealed record BookPatch(
    Optional<string> Name,
    Optional<string> TimeZone,
    Optional<string> Locale,
    Optional<int?> FirstDayOfMonth,
    Optional<string> BaseCurrency)
{
    internal Errors Check(Book book)
    {
        var errors = new Errors();
        if (Name.IsSet)
            BookRules.Name(errors, Name.Value, "name");
        if (TimeZone.IsSet)
            BookRules.TimeZone(errors, TimeZone.Value);
        if (Locale.IsSet)
            BookRules.Locale(errors, Locale.Value);
        if (FirstDayOfMonth.IsSet)
            BookRules.FirstDayOfMonth(errors, FirstDayOfMonth.Value);
        errors.Require(!BaseCurrency.IsSet || BaseCurrency.Value == book.BaseCurrency, "baseCurrency",
            "'baseCurrency' cannot be changed: make another book for another currency.");
        return errors;
    }

    internal void Apply(Book book)
    {
        book.Name = Name.Or(book.Name)!.Trim();
        book.TimeZone = TimeZone.Or(book.TimeZone)!;
        book.Locale = BookRules.LanguageOf(Locale.Or(book.Locale))!;
        book.FirstDayOfMonth = FirstDayOfMonth.Or(book.FirstDayOfMonth)!.Value;
    }
}
