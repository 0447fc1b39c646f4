using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.OpenApi;

namespace SmartMoney.Api.Features.Docs;

/// <summary>One operation of the page: parameters, body, answers, and a command to try.</summary>
internal static class OperationSection
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void AddTo(Html page, Operation operation)
    {
        var description = operation.Description;
        page.Add($"""
            <article aria-labelledby="{operation.Anchor}">
            <h3 id="{operation.Anchor}">{description.Summary}</h3>
            <p class="call"><span class="method {operation.Method.ToLowerInvariant()}">{operation.Method}</span> <code>{operation.Path}</code></p>
            <p>{description.Description} {Callers(description)}</p>
            """);
        AddParameters(page, description);
        if (description.RequestBody?.Content?.FirstOrDefault() is { Value.Schema: { } body } content)
        {
            page.Add($"<h4>Body <code>{content.Key}</code> {SchemaSection.Link(body)}</h4>");
            AddExample(page, body);
        }

        AddAnswers(page, description);
        page.Add($"""
            <h4>Try it</h4>
            <pre tabindex="0"><code>{Curl.Of(operation)}</code></pre>
            </article>
            """);
    }

    private static string Callers(OpenApiOperation description) => description.Security switch
    {
        null or [] => "Open to everyone.",
        [_] => "Needs a browser's session.",
        _ => "Needs a token or a browser's session.",
    };

    private static void AddParameters(Html page, OpenApiOperation description)
    {
        if (description.Parameters is not { Count: > 0 } parameters)
            return;
        page.Add($"""
            <h4>Parameters</h4>
            <div class="wide" tabindex="0"><table>
            <thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead>
            <tbody>
            """);
        foreach (var parameter in parameters)
        {
            page.Add($"<tr><td><code>{parameter.Name}</code>{SchemaSection.Required(parameter.Required)}</td>");
            page.Add($"<td>{parameter.In?.ToString().ToLowerInvariant()}</td><td>{SchemaSection.TypeOf(parameter.Schema)}</td><td>{parameter.Description}</td></tr>");
        }

        page.Add($"""
            </tbody>
            </table></div>
            """);
    }

    private static void AddAnswers(Html page, OpenApiOperation description)
    {
        page.Add($"<h4>Answers</h4>");
        page.Add($"<dl>");
        foreach (var (status, response) in description.Responses!.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var schema = response.Content?.Values.FirstOrDefault()?.Schema;
            page.Add($"<dt><code>{status}</code></dt>");
            page.Add($"<dd>{response.Description} {(schema is null ? Html.None : SchemaSection.Link(schema))}");
            foreach (var (name, header) in response.Headers ?? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))
                page.Add($"<br><code>{name}</code>: {header.Description}");
            if (status.StartsWith('2') && schema is not null)
                AddExample(page, schema);
            page.Add($"</dd>");
        }

        page.Add($"</dl>");
    }

    private static void AddExample(Html page, IOpenApiSchema schema)
    {
        if (Examples.Of(schema) is { } example)
            page.Add($"""<pre tabindex="0"><code>{example.ToJsonString(Indented)}</code></pre>""");
    }
}
