using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>Problem details (RFC 9457) with the stable types <c>urn:smartmoney:&lt;slug&gt;</c>.</summary>
public static class Problems
{
    /// <summary>Prefix of every problem type.</summary>
    public const string Prefix = "urn:smartmoney:";

    /// <summary>A problem of any status.</summary>
    /// <param name="status">HTTP status code.</param>
    /// <param name="slug">Stable end of the type, in kebab case.</param>
    /// <param name="title">What kind of problem it is, the same each time.</param>
    /// <param name="detail">What happened here and what to do about it.</param>
    public static ProblemHttpResult Of(int status, string slug, string title, string? detail = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: Prefix + slug);

    /// <summary>404: there is no such thing in this book.</summary>
    public static ProblemHttpResult NotFound(string thing) =>
        Of(StatusCodes.Status404NotFound, "not-found", "Not found", $"There is no such {thing}.");

    /// <summary>401 to an attempt to sign in, with <c>WWW-Authenticate</c> as RFC 9110 section 15.5.2 demands.</summary>
    public static ProblemHttpResult NotSignedIn(HttpContext http, string slug, string detail)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Of(StatusCodes.Status401Unauthorized, slug, "Not signed in", detail);
    }

    /// <summary>403: the caller may not do this.</summary>
    public static ProblemHttpResult Forbidden(string detail) =>
        Of(StatusCodes.Status403Forbidden, "forbidden", "Not allowed", detail);

    /// <summary>409: what is asked does not fit the present state.</summary>
    public static ProblemHttpResult Conflict(string slug, string detail) =>
        Of(StatusCodes.Status409Conflict, slug, "Conflict with the present state", detail);

    /// <summary>429: too often; <c>Retry-After</c> (RFC 9110 section 10.2.3) says in how many seconds it may be tried again.</summary>
    public static ProblemHttpResult TooMany(HttpContext http, TimeSpan wait, string slug, string detail)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status429TooManyRequests, slug, "Too many attempts", $"{detail} Try again in {seconds} seconds.");
    }

    /// <summary>422: well-formed, but some fields say something that cannot be.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) => TypedResults.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Type = Prefix + "validation",
        Title = "Some values cannot be accepted",
        Detail = string.Join(' ', errors.SelectMany(field => field.Value).Take(3)),
        Extensions = { ["errors"] = errors },
    });
}
