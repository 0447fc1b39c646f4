namespace SmartMoney.Web.Backend;

/// <summary>Answer of <c>GET /auth/me</c>.</summary>
/// <param name="FormToken">Bound to the session; each form carries it back.</param>
public sealed record Me(Guid UserId, string Email, string? FormToken, IReadOnlyList<Book> Books);

/// <summary>A book as the API shows it.</summary>
/// <param name="CurrencyDigits">Digits of the base currency's minor unit.</param>
/// <param name="FirstDayOfMonth">1 to 31, clamped to the month's length: paydays.</param>
/// <param name="Today">Today in the book's time zone.</param>
public sealed record Book(
    Guid Id,
    string Name,
    string Role,
    string BaseCurrency,
    int CurrencyDigits,
    string TimeZone,
    string Locale,
    int FirstDayOfMonth,
    DateOnly Today,
    long Version);

/// <summary>A page of a list: the items and the cursor of the next page, null on the last.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Items, string? Next);
