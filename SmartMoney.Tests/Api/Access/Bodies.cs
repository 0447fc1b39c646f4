using System.Text.Json.Nodes;

namespace SmartMoney.Tests.Api.Access;

/// <summary>Bodies made from the schemas of the OpenAPI document.</summary>
internal static class Bodies
{
    /// <summary>A body with every field filled.</summary>
    /// <param name="operation">Whose body.</param>
    /// <param name="id">The id to put into a field of that name.</param>
    public static JsonNode? Of(ApiOperation operation, Func<string, Guid> id) =>
        operation.Body is { } schema ? Make(schema, "", id, operation.Document, depth: 5) : null;

    /// <summary>The fields of a body that name rows.</summary>
    public static IReadOnlyList<string> RowFields(ApiOperation operation)
    {
        var fields = new List<string>();
        Of(operation, field =>
        {
            fields.Add(field);
            return default;
        });
        return [.. fields.Distinct(StringComparer.Ordinal)];
    }

    private static JsonNode? Make(JsonNode schema, string name, Func<string, Guid> id, JsonNode document, int depth)
    {
        if ((string?)schema["$ref"] is { } reference)
            schema = reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, step) => node[step]!);
        if (depth == 0)
            return null;
        if (schema["enum"] is JsonArray { Count: > 0 } values)
            return values[0]?.DeepClone();
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray options)
            return Make(options.First(option => TypeOf(option!) != "null")!, name, id, document, depth);

        return TypeOf(schema) switch
        {
            "string" => Text((string?)schema["format"], name, id),
            "integer" or "number" => 1,
            "boolean" => true,
            "array" => new JsonArray(schema["items"] is { } items ? Make(items, name, id, document, depth - 1) : null),
            "object" => new JsonObject((schema["properties"] as JsonObject ?? [])
                .Select(field => KeyValuePair.Create(field.Key, Make(field.Value!, field.Key, id, document, depth - 1)))),
            _ => null,
        };
    }

    private static string Text(string? format, string name, Func<string, Guid> id) => format switch
    {
        "uuid" => id(name).ToString(),
        "date" => "2026-01-31",
        "date-time" => "2199-01-31T09:30:00Z",
        _ => name switch
        {
            "email" => "intruder@example.org",
            "currency" or "baseCurrency" => "JPY",
            "timeZone" => "UTC",
            "locale" => "en",
            _ => "Intruder",
        },
    };

    private static string? TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => (string?)type).FirstOrDefault(type => type != "null") ?? "null",
        { } one => (string?)one,
        null => schema["properties"] is null ? null : "object",
    };
}
