using Microsoft.AspNetCore.OpenApi;

namespace SmartMoney.Api.Features.Docs;

/// <summary>The API's description, for programs (OpenAPI) and for people (a page made from it).</summary>
public static class DocsEndpoints
{
    private const string Document = "v1";

    public static void AddDocs(this IServiceCollection services)
    {
        services.AddSingleton<DocsPage>();
        services.AddOpenApi(Document, options =>
        {
            options.CreateSchemaReferenceId = SchemaNames.Of;
            options.AddSchemaTransformer(SchemaDescription.TransformAsync);
            options.AddOperationTransformer(OperationDescription.TransformAsync);
            options.AddDocumentTransformer(DocumentDescription.TransformAsync);
        });
    }

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/openapi/{documentName}.json").AllowAnonymous();

        var docs = routes.MapGroup("/api/docs").AllowAnonymous().ExcludeFromDescription();
        docs.MapGet("", async (DocsPage page, [FromKeyedServices(Document)] IOpenApiDocumentProvider provider, CancellationToken cancel) =>
            TypedResults.Content(await page.RenderAsync(provider, cancel), "text/html; charset=utf-8"));
        docs.MapGet("/docs.css", () => TypedResults.Text(Css.Value, "text/css; charset=utf-8"));
    }

    private static readonly Lazy<string> Css = new(() =>
    {
        using var reader = new StreamReader(typeof(DocsEndpoints).Assembly.GetManifestResourceStream("SmartMoney.Api.Features.Docs.docs.css")!);
        return reader.ReadToEnd();
    });
}
