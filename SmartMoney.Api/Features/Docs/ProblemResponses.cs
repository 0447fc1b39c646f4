using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SmartMoney.Api.Features.Docs;

/// <summary>The refusals that every operation shares, as problem details (RFC 9457).</summary>
internal static class ProblemResponses
{
    /// <summary>The schema's name.</summary>
    public const string Schema = "Problem";

    private static readonly (int Status, string Description)[] All =
    [
        (400, "The body is not JSON of the right types."),
        (401, "Nobody is signed in, or the token is not valid."),
        (403, "The caller may not do this: role, scope, or another site asked for it."),
        (404, "There is no such thing, or it is not the caller's."),
        (409, "It does not fit the present state."),
        (412, "The row has changed since it was read."),
        (415, "The body is not JSON."),
        (422, "Well-formed, but some fields cannot be accepted: 'errors' says which."),
        (428, "If-Match is missing."),
        (429, "Too often: Retry-After says in how many seconds it may be tried again."),
        (503, "The database cannot be reached: try again in a moment."),
    ];

    public static string Name(int status) => "Problem" + status.ToString(CultureInfo.InvariantCulture);

    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent(Schema, Problem());
        foreach (var (status, description) in All)
        {
            document.AddComponent(Name(status), new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Schema, document) },
                },
            });
        }
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong and what to do about it (RFC 9457).",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("Stable name of the kind of problem.", "urn:smartmoney:validation"),
            ["title"] = Text("What kind of problem it is.", "Some values cannot be accepted"),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status.", Examples = [422] },
            ["detail"] = Text("What happened here and what to do about it.", "'name' is required."),
            ["traceId"] = Text("Names this request in the server's logs.", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Messages by field, for 422.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                Examples = [new JsonObject { ["name"] = new JsonArray("'name' is required.") }],
            },
        },
    };

    private static OpenApiSchema Text(string description, string example) =>
        new() { Type = JsonSchemaType.String, Description = description, Examples = [example] };
}
