using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Docs;

/// <summary>What reflection alone does not say about a type: the values of a patch's members, the type of an enum, examples.</summary>
internal static class SchemaDescription
{
    public static async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            var value = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], parameterDescription: null, cancel);
            (schema.Type, schema.Format, schema.Enum) = (value.Type, value.Format, value.Enum);
            type = Nullable.GetUnderlyingType(type.GetGenericArguments()[0]) ?? type.GetGenericArguments()[0];
        }

        if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
            schema.Type = schema.Enum?.Contains(null!) == true ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        if (context.JsonPropertyInfo is { } property && Examples.Of(property.Name) is { } example)
            schema.Examples = [example];
    }
}
