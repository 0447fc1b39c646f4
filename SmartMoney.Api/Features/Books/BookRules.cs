using SmartMoney.Api.Data;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Books;

/// <summary>What a book's settings may be. Each check adds its error by the field's JSON name.</summary>
internal static class BookRules
{
    public static void Name(Errors errors, string? name, string field) => errors.RequireText(name, field, LedgerTables.NameLength);

    public static void BaseCurrency(Errors errors, string? code) =>
        errors.Require(Currency.TryGet(code, out _), "baseCurrency", "'baseCurrency' must be an ISO 4217 code in capital letters, such as JPY, EUR or USD.");

    public static void TimeZone(Errors errors, string? timeZone) =>
        errors.Require(
            timeZone is not null && timeZone.Length <= 100 && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) && found.HasIanaId,
            "timeZone",
            "'timeZone' must be an IANA time zone, such as Asia/Tokyo, Europe/Berlin or UTC.");

    public static void Locale(Errors errors, string? locale) =>
        errors.Require(LanguageOf(locale) is not null, "locale", "'locale' must be en or ja.");

    public static void FirstDayOfMonth(Errors errors, int? day) =>
        errors.Require(day is >= 1 and <= 31, "firstDayOfMonth", "'firstDayOfMonth' must be 1 to 31; months that are shorter start on their last day.");

    /// <summary>The language of a locale that is supported: en of en-GB; null of any other.</summary>
    public static string? LanguageOf(string? locale) => locale?.Split('-', 2)[0].ToLowerInvariant() is "en" or "ja" ? locale[..2].ToLowerInvariant() : null;
}
