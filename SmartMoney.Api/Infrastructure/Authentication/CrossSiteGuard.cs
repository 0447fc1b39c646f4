using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>
/// Keeps other sites from acting through a signed-in browser. A write with a session must not come from a foreign
/// <c>Origin</c> or <c>Sec-Fetch-Site</c>, and must carry one of the two or an <c>Idempotency-Key</c>, which no foreign
/// form can send. Setup and login, which have no session yet, refuse what is foreign too. API tokens are not concerned:
/// no browser sends them by itself.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    /// <summary>Carries a form's token; see <see cref="SessionSecret.FormToken"/>.</summary>
    public const string FormHeader = "SmartMoney-Form";

    public Task InvokeAsync(HttpContext context)
    {
        var refusal = IsSafe(context.Request.Method) ? null : Check(context.Request, SignedIn.Of(context));
        return refusal is null ? next(context) : refusal.ExecuteAsync(context);
    }

    private static ProblemHttpResult? Check(HttpRequest request, SignedIn? session)
    {
        if (session is null && !Refusals.IsOpen(request.HttpContext))
            return null;

        if (HasForeignOrigin(request) || HasForeignSite(request))
            return CrossSite("The request comes from another site, which may not act for the one who is signed in here.");
        if (session is null)
            return null;
        if (SaysNothing(request))
        {
            return CrossSite("A write with a session cookie needs 'Origin', 'Sec-Fetch-Site' or 'Idempotency-Key'. "
                + "Scripts and API clients: use an API token instead of a cookie.");
        }

        return request.Headers.TryGetValue(FormHeader, out var token) && !session.Secret.Issued(token.ToString())
            ? Problems.Of(StatusCodes.Status403Forbidden, "form-token", "The form is out of date",
                "The form was opened in another session: open the page again and repeat what you did.")
            : null;
    }

    // Origin is scheme://host[:port] or 'null' (RFC 6454 section 7). An http page is foreign to an https site.
    private static bool HasForeignOrigin(HttpRequest request)
    {
        var header = request.Headers.Origin;
        if (header.Count == 0)
            return false;
        return !Uri.TryCreate(header.ToString(), UriKind.Absolute, out var origin)
            || (request.IsHttps && origin.Scheme != Uri.UriSchemeHttps)
            || !Uri.TryCreate($"{origin.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute, out var own)
            || !string.Equals(origin.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
    }

    // https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header: 'none' is the user's own doing.
    private static bool HasForeignSite(HttpRequest request) =>
        request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.ToString() is not ("same-origin" or "none");

    private static bool SaysNothing(HttpRequest request) =>
        request.Headers.Origin.Count == 0
        && !request.Headers.ContainsKey("Sec-Fetch-Site")
        && !request.Headers.ContainsKey(Idempotency.Header);

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static ProblemHttpResult CrossSite(string detail) =>
        Problems.Of(StatusCodes.Status403Forbidden, "cross-site", "Refused: another site asked for it", detail);
}
