using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>Optimistic concurrency: a row's version is its strong ETag.</summary>
public static class ETags
{
    /// <summary>Puts the version of the row that is answered into the header.</summary>
    public static void Set(HttpContext context, int version) =>
        context.Response.Headers.ETag = Of(version);

    /// <summary>428 when <c>If-Match</c> is missing, 412 when it names another version, else null.</summary>
    public static ProblemHttpResult? Check(HttpContext context, int version)
    {
        var match = context.Request.Headers.IfMatch;
        if (match.Count == 0)
        {
            return Problems.Of(StatusCodes.Status428PreconditionRequired, "precondition-required", "If-Match is required",
                "Send the row's ETag, from GET, in 'If-Match', so that nobody's change is overwritten unseen.");
        }

        var tags = match.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries));
        if (tags.Any(tag => tag == "*" || tag == Of(version)))
            return null;

        return Problems.Of(StatusCodes.Status412PreconditionFailed, "precondition-failed", "The row has changed",
            "Somebody changed it since you read it: read it again and repeat your change.");
    }

    private static string Of(int version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
}
