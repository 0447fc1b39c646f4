using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;

namespace SmartMoney.Web.Transactions;

/// <summary>Which transactions the page shows: exactly what its address says.</summary>
/// <param name="Month">A month of the book; the days below are then not used.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Account">An account's id.</param>
/// <param name="Category">A category's id, or <c>none</c>.</param>
/// <param name="Tag">A tag.</param>
/// <param name="Kind">income, expense, transfer or excluded.</param>
/// <param name="Min">Least amount without its sign, as typed.</param>
/// <param name="Max">Greatest amount without its sign, as typed.</param>
/// <param name="Q">Text in payee, description or notes.</param>
public sealed record TransactionFilter(
    Month? Month, DateOnly? From, DateOnly? To, Guid? Account, string? Category, string? Tag, string? Kind, string? Min, string? Max, string? Q)
{
    /// <summary>The kinds that can be asked for.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["expense", "income", "transfer", "excluded"];

    /// <summary>The query fields, in the order of the chips.</summary>
    public static readonly IReadOnlyList<string> Fields = ["month", "from", "to", "account", "category", "tag", "kind", "min", "max", "q"];

    /// <summary>The categories below <see cref="Category"/>: who asks for food means the groceries too.</summary>
    public IReadOnlyList<Guid> Below { get; init; } = [];

    /// <summary>The same with what lies below its category.</summary>
    public TransactionFilter Within(IEnumerable<Category> categories) =>
        this with { Below = [.. categories.Where(category => category.ParentId is { } parent && parent.ToString() == Category).Select(category => category.Id)] };

    /// <summary>Reads an address; what cannot be read is as if it were not there.</summary>
    public static TransactionFilter Of(IQueryCollection query)
    {
        var category = Text(query, "category");
        return new TransactionFilter(
            Formatting.Month.TryParse(query["month"], out var month) ? month : null,
            Day(query["from"]),
            Day(query["to"]),
            Guid.TryParse(query["account"], out var account) ? account : null,
            category == "none" || Guid.TryParse(category, out _) ? category : null,
            Text(query, "tag"),
            Kinds.FirstOrDefault(kind => kind == query["kind"]),
            Text(query, "min"),
            Text(query, "max"),
            Text(query, "q"));
    }

    /// <summary>The query of the API for it.</summary>
    /// <param name="book">Gives the first day of months and the digits of typed amounts.</param>
    /// <param name="cursor">The page, null for the first.</param>
    public string ApiQuery(Book book, string? cursor) => Query(book, new("limit", "50"), new("totals", "true"), new("cursor", cursor));

    /// <summary>The address of all its rows as a file.</summary>
    /// <param name="book">Gives the first day of months and the digits of typed amounts.</param>
    /// <param name="type">csv or json.</param>
    public string ExportAddress(Book book, string type) => $"/api/v1/books/{book.Id}/export.{type}{Query(book)}";

    private string Query(Book book, params IEnumerable<KeyValuePair<string, string?>> page)
    {
        var (from, to) = Month is { } month ? month.Range(book.FirstDayOfMonth) : (From, To);
        var fields = new List<KeyValuePair<string, string?>>(page)
        {
            new("from", Iso(from)),
            new("to", Iso(to)),
            new("account", Account?.ToString()),
            new("category", Category),
            new("tag", Tag),
            new("kind", Kind),
            new("min", Minor(Min, book)),
            new("max", Minor(Max, book)),
            new("q", Q),
        };
        fields.AddRange(Below.Select(category => KeyValuePair.Create<string, string?>("category", category.ToString())));
        return QueryHelpers.AddQueryString("", fields.Where(field => !string.IsNullOrEmpty(field.Value)));
    }

    private static string? Text(IQueryCollection query, string field) =>
        query[field].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Minor(string? typed, Book book) =>
        AmountText.TryParse(typed, book.CurrencyDigits, out var minor) ? Math.Abs(minor).ToString(CultureInfo.InvariantCulture) : null;
}
