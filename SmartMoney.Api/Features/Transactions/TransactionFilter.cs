using System.ComponentModel;
using System.Globalization;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Domain.Calendar;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>The query string of the list, as sent: what cannot be read is answered by field.</summary>
internal sealed record TransactionListRequest(
    [property: Description("First day, YYYY-MM-DD.")] string? From,
    [property: Description("Last day, YYYY-MM-DD.")] string? To,
    [property: Description("Account id; repeated: any of them.")] string[]? Account,
    [property: Description("Category id, or 'none'; repeated: any of them.")] string[]? Category,
    [property: Description("Tag; repeated: all of them.")] string[]? Tag,
    [property: Description("income, expense, transfer or excluded: where the row counts.")] string? Kind,
    [property: Description("Transfer id: its two sides.")] string? Transfer,
    [property: Description("Least amount in minor units, whatever its sign.")] string? Min,
    [property: Description("Greatest amount in minor units, whatever its sign.")] string? Max,
    [property: Description("Text in payee, description or notes; case and width do not matter.")] string? Q,
    [property: Description("true adds the totals over all pages.")] bool? Totals,
    [property: Description("'next' of the page before.")] string? Cursor,
    [property: Description("Rows in a page, 1 to 500; 50 unless given.")] int? Limit);

/// <summary>Which transactions to list; null and empty mean all.</summary>
/// <param name="Categories">Any of these, or none at all where <paramref name="Uncategorised"/> is set.</param>
/// <param name="Tags">All of these.</param>
/// <param name="Flow">One of <see cref="Flows"/>.</param>
/// <param name="Transfer">The sides of this transfer.</param>
/// <param name="Min">Least amount without its sign, in minor units.</param>
/// <param name="Text">Part of payee, description or notes.</param>
internal sealed record TransactionFilter(
    DateOnly? From, DateOnly? To, Guid[] Accounts, Guid[] Categories, bool Uncategorised, string[] Tags, int? Flow, Guid? Transfer, long? Min, long? Max, string? Text)
{
    private const int MostValues = 100;
    private const int TextLength = 200;

    /// <summary>All of the book's transactions.</summary>
    public static TransactionFilter All { get; } = new(null, null, [], [], false, [], null, null, null, null, null);

    public static TransactionFilter Read(TransactionListRequest request, Errors errors)
    {
        var categories = request.Category ?? [];
        var filter = new TransactionFilter(
            Date(request.From, "from", errors),
            Date(request.To, "to", errors),
            Ids(request.Account ?? [], "account", errors),
            Ids([.. categories.Where(id => id != "none")], "category", errors),
            categories.Contains("none", StringComparer.Ordinal),
            request.Tag ?? [],
            Kind(request.Kind, errors),
            Ids([request.Transfer ?? ""], "transfer", errors) is [var transfer] ? transfer : null,
            Amount(request.Min, "min", errors),
            Amount(request.Max, "max", errors),
            string.IsNullOrWhiteSpace(request.Q) ? null : request.Q.Trim());
        errors.Require(!(filter.From > filter.To), "to", "'to' cannot be before 'from'.");
        errors.Require(!(filter.Min > filter.Max), "max", "'max' cannot be less than 'min'.");
        errors.RequireLength(filter.Text, "q", TextLength);
        errors.Require(filter.Tags.Length <= MostValues, "tag", $"'tag' may be given at most {MostValues} times.");
        errors.Require(!filter.Tags.Any(tag => tag.Contains('\0', StringComparison.Ordinal)), "tag", "'tag' may not contain NUL characters.");
        return filter;
    }

    private static DateOnly? Date(string? text, string field, Errors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && LedgerDate.Accepts(date))
            return date;
        errors.Add(field, $"'{field}' must be a day as YYYY-MM-DD, from {LedgerDate.Min:yyyy-MM-dd} to {LedgerDate.Max:yyyy-MM-dd}.");
        return null;
    }

    private static Guid[] Ids(string[] texts, string field, Errors errors)
    {
        errors.Require(texts.Length <= MostValues, field, $"'{field}' may be given at most {MostValues} times.");
        var ids = new List<Guid>(texts.Length);
        foreach (var text in texts.Where(text => text.Length > 0))
        {
            if (Guid.TryParse(text, out var id))
                ids.Add(id);
            else
                errors.Add(field, $"'{field}' must be an id{(field == "category" ? " or 'none'" : "")}; '{text}' is not.");
        }

        return [.. ids];
    }

    private static int? Kind(string? text, Errors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        int? flow = text switch
        {
            "income" => Flows.Income,
            "expense" => Flows.Expense,
            "transfer" => Flows.Transfer,
            "excluded" => Flows.Excluded,
            _ => null,
        };
        errors.Require(flow is not null, "kind", "'kind' must be income, expense, transfer or excluded.");
        return flow;
    }

    private static long? Amount(string? text, string field, Errors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        // The sign is of no matter: -5000 as a bound means 5000.
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) && amount != long.MinValue)
            return Math.Abs(amount);
        errors.Add(field, $"'{field}' must be a whole number of minor units.");
        return null;
    }
}
