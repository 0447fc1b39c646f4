using Microsoft.AspNetCore.ResponseCompression;

namespace SmartMoney.Gateway.Compression;

/// <summary>
/// Brotli or gzip for text, over https too. The attack on that (BREACH, 2013) needs three things in one compressed body: a secret, text
/// that the attacker chose, and many requests that the attacker makes a victim's browser send from another site. Pages do carry a
/// secret (the form token) and do echo a search, so the third is taken away: a request with a cookie that another site caused, as the
/// browser's Sec-Fetch-Site tells, is answered uncompressed. Over https a browser too old to send that header gets the same.
/// A Set-Cookie beside the body is no reason: headers are not compressed with it.
/// </summary>
internal static class TextCompression
{
    private static readonly string[] MoreTypes =
    [
        "application/problem+json", "application/manifest+json", "application/yaml", "image/svg+xml", "text/csv", "text/javascript", "text/markdown",
    ];

    internal static void AddTextCompression(this WebApplicationBuilder builder) => builder.Services.AddResponseCompression(static options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(MoreTypes).Distinct(StringComparer.OrdinalIgnoreCase);
    });

    internal static void UseTextCompression(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            // Taken off the request itself, so that a service behind does not compress either.
            if (MayLeak(context.Request))
                context.Request.Headers.AcceptEncoding = default;
            return next(context);
        });
        app.UseResponseCompression();
    }

    private static bool MayLeak(HttpRequest request) =>
        request.Headers.Cookie.Count > 0 && request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => false,
            "" => request.IsHttps,
            _ => true,
        };
}
