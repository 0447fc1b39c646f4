using Microsoft.OpenApi;

namespace SmartMoney.Api.Features.Docs;

/// <summary>The schemas of the page.</summary>
internal static class SchemaSection
{
    public static void AddTo(Html page, string name, IOpenApiSchema schema)
    {
        page.Add($"""
            <article aria-labelledby="schema-{name}">
            <h3 id="schema-{name}">{name}</h3>
            <p>{schema.Description}</p>
            """);
        if (schema.Enum is { Count: > 0 })
            page.Add($"<p>One of {Values(schema)}.</p>");
        if (schema.Properties is { Count: > 0 } properties)
        {
            page.Add($"""
                <div class="wide" tabindex="0"><table>
                <thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead>
                <tbody>
                """);
            foreach (var (field, type) in properties)
            {
                page.Add($"<tr><td><code>{field}</code>{Required(schema.Required?.Contains(field) == true)}</td>");
                page.Add($"<td>{TypeOf(type)}</td><td>{type.Description}</td></tr>");
            }

            page.Add($"""
                </tbody>
                </table></div>
                """);
        }

        page.Add($"</article>");
    }

    /// <summary>A link to a named schema; the type of any other.</summary>
    public static Html Link(IOpenApiSchema schema) => schema is OpenApiSchemaReference { Reference.Id: { } id }
        ? Html.Of($"""<a href="#schema-{id}">{id}</a>""")
        : TypeOf(schema);

    /// <summary>Says that a field is required.</summary>
    public static Html Required(bool required) => required ? Html.Of($" <b>required</b>") : Html.None;

    /// <summary>A type in a few words.</summary>
    public static Html TypeOf(IOpenApiSchema? schema)
    {
        if (schema is null)
            return Html.None;
        if (schema is OpenApiSchemaReference)
            return Link(schema);
        if (schema.OneOf is { Count: > 0 } options)
            return Html.Join(" or ", options.Select(option => option.Type == JsonSchemaType.Null ? Html.Of($"null") : TypeOf(option)));

        var type = schema.Type & ~JsonSchemaType.Null;
        var text = schema switch
        {
            { Enum.Count: > 0 } => Values(schema),
            { Items: { } items } => Html.Of($"list of {TypeOf(items)}"),
            _ => Html.Of($"{schema.Format ?? type?.ToString().ToLowerInvariant()}"),
        };
        return schema.Type?.HasFlag(JsonSchemaType.Null) == true ? Html.Of($"{text} or null") : text;
    }

    private static Html Values(IOpenApiSchema schema) =>
        Html.Join(", ", schema.Enum!.Where(value => value is not null).Select(value => Html.Of($"<code>{value!.ToString()}</code>")));
}
