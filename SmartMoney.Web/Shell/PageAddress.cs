using Microsoft.AspNetCore.WebUtilities;

namespace SmartMoney.Web.Shell;

/// <summary>Addresses of the page that is shown, with one thing changed: the URL holds all state.</summary>
public static class PageAddress
{
    /// <summary>This address with a query field set, or taken away where the value is null. Messages do not move along.</summary>
    public static string With(HttpRequest request, string field, string? value)
    {
        var kept = request.Query
            .Where(pair => pair.Key != field && pair.Key is not (ReturnAddress.Done or ReturnAddress.Failed or ReturnAddress.Change))
            .SelectMany(pair => pair.Value, (pair, text) => KeyValuePair.Create(pair.Key, text));
        return QueryHelpers.AddQueryString(request.Path, value is null ? kept : kept.Append(KeyValuePair.Create<string, string?>(field, value)));
    }
}
