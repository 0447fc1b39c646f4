using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace SmartMoney.Gateway.Errors;

/// <summary>
/// An answer that the gateway gives itself because no service could: problem details (RFC 9457) for programs,
/// a page in the reader's language for people.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Slug">The last part of the problem's type, and the key of its texts in ErrorTexts.resx.</param>
/// <param name="RetryAfter">How long to wait before asking again, where asking again helps.</param>
internal sealed record GatewayAnswer(int Status, string Slug, TimeSpan? RetryAfter = null)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>Nobody behind the gateway takes the request: a service is starting, or away.</summary>
    internal static readonly GatewayAnswer Unavailable = new(StatusCodes.Status503ServiceUnavailable, "unavailable", Moment);

    /// <summary>A service took the request and broke off.</summary>
    internal static readonly GatewayAnswer Interrupted = new(StatusCodes.Status502BadGateway, "interrupted", Moment);

    /// <summary>A service took the request and was not heard of again.</summary>
    internal static readonly GatewayAnswer TimedOut = new(StatusCodes.Status504GatewayTimeout, "timed-out", Moment);

    /// <summary>The body is larger than allowed at this address.</summary>
    internal static readonly GatewayAnswer TooLarge = new(StatusCodes.Status413PayloadTooLarge, "too-large");

    /// <summary>The body stopped coming.</summary>
    internal static readonly GatewayAnswer TooSlow = new(StatusCodes.Status408RequestTimeout, "too-slow");

    /// <summary>The body did not arrive whole or is not HTTP.</summary>
    internal static readonly GatewayAnswer BadRequest = new(StatusCodes.Status400BadRequest, "bad-request");

    /// <summary>The request is for another name than ours (RFC 9110 section 15.5.20).</summary>
    internal static readonly GatewayAnswer Misdirected = new(StatusCodes.Status421MisdirectedRequest, "wrong-host");

    /// <summary>The gateway itself failed.</summary>
    internal static readonly GatewayAnswer Failed = new(StatusCodes.Status500InternalServerError, "failed");

    /// <summary>Too many attempts from one client.</summary>
    internal static GatewayAnswer TooMany(TimeSpan wait) => new(StatusCodes.Status429TooManyRequests, "too-many-requests", wait);

    internal Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept, Accept-Language";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WantsPage(context.Request) ? ErrorPage.WriteAsync(this, context) : WriteProblemAsync(context);
    }

    private Task WriteProblemAsync(HttpContext context) => context.Response.WriteAsJsonAsync(
        new ProblemDetails
        {
            Type = $"urn:smartmoney:{Slug}",
            Title = ErrorTexts.Title(Slug, CultureInfo.InvariantCulture),
            Detail = ErrorTexts.Text(Slug, CultureInfo.InvariantCulture),
            Status = Status,
            Extensions = { ["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier },
        },
        options: null,
        contentType: "application/problem+json",
        context.RequestAborted);

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
