using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SmartMoney.Api.Features.Docs;

/// <summary>What holds for the whole API.</summary>
internal static class DocumentDescription
{
    /// <summary>The security scheme of API tokens.</summary>
    public const string Token = "token";

    /// <summary>The security scheme of browsers.</summary>
    public const string Session = "session";

    public static Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new OpenApiInfo
        {
            Title = "SmartMoney API",
            Version = "v1",
            Description = """
                Amounts are whole numbers of the currency's minor unit (yen, cents), negative for money out. Dates are YYYY-MM-DD, instants ISO 8601 in UTC.
                Lists answer a page and the cursor of the next. A row's ETag is its version: a PATCH sends it back in If-Match; in its body, what is absent stays and null clears.
                Refusals are problem details (RFC 9457) with a stable type, and messages by field in errors.
                """,
        };
        // Relative: right behind every proxy and under every name.
        document.Servers = [new() { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(Groups.All
            .Where(group => document.Paths.Values.Any(path => path.Operations?.Values.Any(operation => operation.Tags?.Any(tag => tag.Name == group.Name) == true) == true))
            .Select(group => new OpenApiTag { Name = group.Name, Description = group.Description }));

        ProblemResponses.AddTo(document);
        document.Components!.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API token, 'Authorization: Bearer sm_…', with the scopes read, write or import.",
            },
            [Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "smartmoney",
                Description = "A browser's session, from login. Over https the cookie is called __Host-smartmoney. Writes also need Origin, Sec-Fetch-Site or Idempotency-Key.",
            },
        };
        return Task.CompletedTask;
    }
}
