using Microsoft.AspNetCore.WebUtilities;
using SmartMoney.Web.Formatting;

namespace SmartMoney.Web.Shell;

/// <summary>The month switcher of a page: same place everywhere, the month in the URL beside the page's other state.</summary>
/// <param name="Shown">The month that the page shows.</param>
/// <param name="Current">The book's month of today.</param>
/// <param name="Request">Gives the address to keep.</param>
public sealed record MonthSwitch(Month Shown, Month Current, HttpRequest Request)
{
    /// <summary>The query field.</summary>
    public const string Field = "month";

    /// <summary>The month asked for in the address, or today's.</summary>
    public static MonthSwitch Of(HttpRequest request, DateOnly today, int firstDayOfMonth)
    {
        var current = Month.Of(today, firstDayOfMonth);
        return new MonthSwitch(Month.TryParse(request.Query[Field], out var asked) ? asked : current, current, request);
    }

    /// <summary>This page's address for another month; paging and messages do not move along.</summary>
    public string Address(Month month)
    {
        var kept = Request.Query.Where(field => field.Key is not (Field or "cursor" or ReturnAddress.Done or ReturnAddress.Failed or ReturnAddress.Change))
            .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value));
        return QueryHelpers.AddQueryString(Request.Path, kept.Append(KeyValuePair.Create<string, string?>(Field, month.ToString())));
    }
}
