using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Shell;

/// <summary>Where a form leads after it was sent: a page of this site, with the code of what to say there.</summary>
public static class ReturnAddress
{
    /// <summary>Query field with the code of a success: the text is <c>done.&lt;code&gt;</c>.</summary>
    public const string Done = "done";

    /// <summary>Query field with the name of a refusal: the text is <c>problems.&lt;name&gt;</c>.</summary>
    public const string Failed = "failed";

    /// <summary>Name of what the login says to who was signed out elsewhere, or by somebody else.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>Query field with the change set that Undo undoes.</summary>
    public const string Change = "change";

    /// <summary>Code of an undo: its change is offered as Redo.</summary>
    public const string Undone = "undone";

    /// <summary>Code of an undo that was undone: its change is offered as Undo.</summary>
    public const string Redone = "redone";

    /// <summary>The address if it is one of this site, else the fallback.</summary>
    public static string Local(this IUrlHelper url, string? address, string fallback = "/") =>
        url.IsLocalUrl(address) ? address! : fallback;

    /// <summary>The address after a write: with what was done and its Undo, or with the refusal.</summary>
    public static string After<T>(string address, string done, ApiAnswer<T> answer) => answer.Succeeded
        ? With(address, Done, done, answer.Change)
        : With(address, Failed, answer.Problem.Slug);

    /// <summary>The address with a message instead of the one it may have had.</summary>
    public static string With(string address, string field, string code, Guid? change = null)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? address : address[..query];
        var kept = QueryHelpers.ParseQuery(query < 0 ? "" : address[query..].Split('#')[0])
            .Where(pair => pair.Key is not (Done or Failed or Change))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        var fields = kept.Append(KeyValuePair.Create<string, string?>(field, code));
        if (change is { } id)
        {
            fields = fields.Append(KeyValuePair.Create<string, string?>(Change, id.ToString()));
        }

        return QueryHelpers.AddQueryString(path, fields);
    }
}
