using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SmartMoney.Api.Features.Docs;

/// <summary>Plausible values, the same for a field wherever it occurs.</summary>
internal static class Examples
{
    private const string Id = "0197c3a8-5b1e-7d42-9c0f-3a6de1b54f10";

    /// <summary>An example of a field by its JSON name; null where the type says enough.</summary>
    public static JsonNode? Of(string field) => field switch
    {
        "email" => "ann@example.org",
        "password" => "correct horse battery",
        "bookName" => "Home",
        "baseCurrency" or "currency" => "JPY",
        "currencyDigits" => 0,
        "timeZone" => "Asia/Tokyo",
        "locale" => "en",
        "firstDayOfMonth" => 1,
        "token" => "sm_4mZc…",
        "scopes" => new JsonArray("read", "import"),
        "amount" or "net" => -1280,
        "openingBalance" or "balance" or "baseBalance" => 250_000,
        "targetAmount" => 1_200_000,
        "horizonYears" => 1,
        "startingAmount" => 100_000,
        "income" => 310_000,
        "expense" => -311_280,
        "payee" => "Corner Café",
        "tags" => new JsonArray("holiday"),
        "month" or "period" => "2026-01",
        "builtIn" => "food.cafe",
        _ => null,
    };

    /// <summary>A whole example of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="depth">How many levels to go down: schemas may refer to themselves.</param>
    public static JsonNode? Of(IOpenApiSchema schema, int depth = 6)
    {
        if (schema.Examples is [var own, ..])
            return own.DeepClone();
        if (schema.Enum is [var first, ..])
            return first?.DeepClone();
        if (depth == 0)
            return null;
        if (schema.OneOf is { Count: > 0 })
            return schema.OneOf.Where(option => option.Type != JsonSchemaType.Null).Select(option => Of(option, depth - 1)).FirstOrDefault();

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Object => Object(schema, depth),
            JsonSchemaType.Array => schema.Items is { } items ? new JsonArray(Of(items, depth - 1)) : new JsonArray(),
            JsonSchemaType.Boolean => false,
            JsonSchemaType.Integer or JsonSchemaType.Number => 1,
            JsonSchemaType.String => Text(schema.Format, nullable: schema.Type?.HasFlag(JsonSchemaType.Null) == true),
            _ => null,
        };
    }

    private static JsonObject Object(IOpenApiSchema schema, int depth)
    {
        var result = new JsonObject();
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
            result[name] = Of(property, depth - 1);
        return result;
    }

    private static JsonNode? Text(string? format, bool nullable) => format switch
    {
        "uuid" => Id,
        "date" => "2026-01-31",
        "date-time" => "2026-01-31T09:30:00Z",
        _ => nullable ? null : "…",
    };
}
