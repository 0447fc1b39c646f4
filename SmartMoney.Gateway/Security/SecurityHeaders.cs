using Microsoft.Extensions.Options;

namespace SmartMoney.Gateway.Security;

/// <summary>
/// The headers that tell a browser what it must not do, on every answer whoever wrote it: pages, API, files, errors.
/// They replace what a service behind has set, so there is one place to read the policy.
/// </summary>
internal static class SecurityHeaders
{
    // Everything comes from this origin, nothing is inline, nobody frames us (Content Security Policy Level 3).
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'";

    private const string PermissionsPolicy =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    // A year (RFC 6797); subdomains are somebody else's.
    private const string StrictTransport = "max-age=31536000";

    private static readonly object StyleHashKey = new();

    internal static void UseSecurityHeaders(this WebApplication app)
    {
        var https = app.Services.GetRequiredService<IOptions<PublicAddress>>().Value.IsHttps;
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Apply(context, https);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>Lets this one answer use the inline style with this hash, given as <c>sha256-…</c>.</summary>
    internal static void AllowStyle(HttpContext context, string hash) => context.Items[StyleHashKey] = hash;

    private static void Apply(HttpContext context, bool https)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Items[StyleHashKey] is string hash
            ? ContentSecurityPolicy.Replace("style-src 'self'", $"style-src 'self' '{hash}'", StringComparison.Ordinal)
            : ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (https)
            headers.StrictTransportSecurity = StrictTransport;
    }
}
