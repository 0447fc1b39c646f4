using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Decides who may look. Only this machine is served, only under its own names (so that no other site's name can be pointed here), only
/// with the cookie that the login gives, and what changes something only from the dashboard's own pages.
/// </summary>
internal sealed class DashboardAccess(DashboardSettings settings)
{
    private const int SessionBytes = 32;
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    // The cookie is not the token: what is kept in a browser does not log anyone else in.
    private readonly string _session = RandomNumberGenerator.GetHexString(SessionBytes * 2, lowercase: true);

    // Cookies are shared by all ports of a host; two dashboards must not log each other out.
    private readonly string _cookie = string.Create(CultureInfo.InvariantCulture, $"smartmoney-dashboard-{settings.Address.Port}");

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            await RefuseAsync(response, StatusCodes.Status421MisdirectedRequest, "The dashboard answers only as localhost.");
        }
        else if (!IsReading(request) && IsForeign(request))
        {
            await RefuseAsync(response, StatusCodes.Status403Forbidden, "This came from another site.");
        }
        else if (IsOpen(request.Path) || settings.LoginToken is null || IsKnown(request))
        {
            await next(context);
        }
        else if (IsReading(request) && !request.Path.StartsWithSegments("/events", StringComparison.OrdinalIgnoreCase))
        {
            response.Redirect("/login");
        }
        else
        {
            await RefuseAsync(response, StatusCodes.Status401Unauthorized, "Log in first.");
        }
    }

    /// <summary>Gives the cookie for the right token; false for another.</summary>
    public bool TryLogIn(HttpContext context, string? token)
    {
        if (settings.LoginToken is null || !Same(token, settings.LoginToken))
        {
            return settings.LoginToken is null;
        }

        context.Response.Cookies.Append(_cookie, _session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
        return true;
    }

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsOpen(PathString path)
        => path.Equals("/login", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/assets", StringComparison.OrdinalIgnoreCase);

    // The other ports of localhost are the same site, and their pages' requests carry the cookie: the origin tells them apart.
    private static bool IsForeign(HttpRequest request)
        => (request.Headers.Origin is [var origin, ..] && origin != $"{request.Scheme}://{request.Host}")
            || (request.Headers["Sec-Fetch-Site"] is [var site, ..] && site is not ("same-origin" or "none"));

    private static bool Same(string? given, string expected)
        => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    private static async Task RefuseAsync(HttpResponse response, int status, string reason)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(reason);
    }

    private bool IsKnown(HttpRequest request) => Same(request.Cookies[_cookie], _session);
}
