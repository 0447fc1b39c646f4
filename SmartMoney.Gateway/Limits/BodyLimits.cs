using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SmartMoney.Gateway.Errors;

namespace SmartMoney.Gateway.Limits;

/// <summary>Bodies are small, except where a file is uploaded. A declared length over the limit is refused before a byte is read.</summary>
internal static class BodyLimits
{
    internal static void UseBodyLimits(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value;
        app.Use(async (context, next) =>
        {
            var limit = TakesFiles(context.Request) ? options.UploadLimit : options.BodyLimit;
            var body = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
            if (body is { IsReadOnly: false })
                body.MaxRequestBodySize = limit;
            if (context.Request.ContentLength > limit)
            {
                // The server now reads on for some seconds and throws away what it reads: a browser that is
                // still sending shows our answer only if its connection is not reset meanwhile.
                if (body is { IsReadOnly: false })
                    body.MaxRequestBodySize = null;
                await GatewayAnswer.TooLarge.WriteAsync(context);
                return;
            }
            await next(context);
        });
    }

    /// <summary>POST /api/v1/books/{book}/imports, and the page that relays to it.</summary>
    internal static bool TakesFiles(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.Path.Value is not { } path)
            return false;
        return path.ToUpperInvariant().Trim('/').Split('/') is
            ["API", "V1", "BOOKS", _, "IMPORTS"] or ["IMPORT"] or ["IMPORT", _];
    }
}
