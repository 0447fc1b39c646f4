using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Calendar;

namespace SmartMoney.Api.Features.Reports;

/// <summary>Months of a book from one to another, both included.</summary>
internal sealed record Months(BookMonth From, BookMonth To)
{
    /// <summary>How many.</summary>
    public int Count => To.MonthsSince(From) + 1;

    /// <summary>Each of them, oldest first.</summary>
    public IEnumerable<BookMonth> Each() => Enumerable.Range(0, Count).Select(From.AddMonths);

    /// <summary>Reads a month; the given one where there is no text.</summary>
    public static BookMonth Read(string? text, string field, BookMonth otherwise, Errors errors)
    {
        if (string.IsNullOrEmpty(text))
            return otherwise;
        if (!BookMonth.TryParse(text, out var month))
            errors.Add(field, $"'{field}' must be a month as YYYY-MM, from {LedgerDate.Min:yyyy-MM} to {LedgerDate.Max:yyyy-MM}.");
        return month;
    }

    /// <summary>Reads a span that ends with the current month, and starts so many months before its end, unless told.</summary>
    public static Months Read(BookSession session, string? from, string? to, int monthsBack, int most, Errors errors)
    {
        var last = Read(to, "to", BookMonth.Of(session.Today, session.Book.FirstDayOfMonth), errors);
        var span = new Months(Read(from, "from", last.AddMonths(-monthsBack), errors), last);
        if (!errors.Any)
        {
            errors.Require(span.Count >= 1, "to", "'to' cannot be before 'from'.");
            errors.Require(span.Count <= most, "to", $"'from' and 'to' may span at most {most} months here; these span {span.Count}.");
        }

        return span;
    }
}
