using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SmartMoney.Api.Features.Docs;

/// <summary>The description as one page for people: no script, no inline style. Made once, since it changes with the build only.</summary>
internal sealed class DocsPage
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private string? html;

    public async Task<string> RenderAsync(IOpenApiDocumentProvider provider, CancellationToken cancel) =>
        html ??= Render(await provider.GetOpenApiDocumentAsync(cancel));

    private static string Render(OpenApiDocument document)
    {
        var chapters = document.Paths
            .SelectMany(path => path.Value.Operations!.Select(operation => new Operation(operation.Key.Method, path.Key, operation.Value)))
            .OrderBy(operation => operation.Path, StringComparer.Ordinal).ThenBy(operation => Array.IndexOf(Methods, operation.Method))
            .GroupBy(operation => operation.Description.Tags!.First().Name!, StringComparer.Ordinal)
            .OrderBy(chapter => Groups.Order(chapter.Key)).ThenBy(chapter => chapter.Key, StringComparer.Ordinal)
            .ToList();
        var page = new Html();
        page.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{document.Info.Title}</title>
            <link rel="stylesheet" href="/api/docs/docs.css">
            </head>
            <body>
            <a class="skip" href="#content">Skip to the content</a>
            <nav aria-label="Operations">
            <p class="title"><a href="/">SmartMoney</a> API</p>
            """);
        foreach (var chapter in chapters)
        {
            page.Add($"""<h2><a href="#{chapter.Key}">{chapter.Key}</a></h2>""");
            page.Add($"<ul>");
            foreach (var operation in chapter)
                page.Add($"""<li><a href="#{operation.Anchor}">{operation.Short}</a></li>""");
            page.Add($"</ul>");
        }

        page.Add($"""
            <h2><a href="#schemas">Schemas</a></h2>
            </nav>
            <main id="content">
            <h1>{document.Info.Title}</h1>
            """);
        foreach (var line in (document.Info.Description ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            page.Add($"<p>{line}</p>");
        page.Add($"""<p>The same for programs: <a href="/api/openapi/v1.json">OpenAPI</a>. In the commands, SM is this installation's address, TOKEN an API token and BOOK a book's id.</p>""");

        foreach (var chapter in chapters)
        {
            page.Add($"""<section aria-labelledby="{chapter.Key}">""");
            page.Add($"""<h2 id="{chapter.Key}">{chapter.Key}</h2>""");
            page.Add($"<p>{document.Tags?.FirstOrDefault(tag => tag.Name == chapter.Key)?.Description}</p>");
            foreach (var operation in chapter)
                OperationSection.AddTo(page, operation);
            page.Add($"</section>");
        }

        page.Add($"""<section aria-labelledby="schemas">""");
        page.Add($"""<h2 id="schemas">Schemas</h2>""");
        foreach (var (name, schema) in document.Components!.Schemas!.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            SchemaSection.AddTo(page, name, schema);
        page.Add($"""
            </section>
            </main>
            </body>
            </html>
            """);
        return page.ToString();
    }
}

/// <summary>An operation with its place.</summary>
internal sealed record Operation(string Method, string Path, OpenApiOperation Description)
{
    /// <summary>Id of its heading.</summary>
    public string Anchor => Description.OperationId ?? $"{Method}-{Path}";

    /// <summary>Its summary up to the first pause.</summary>
    public string Short => (Description.Summary ?? Path).Split([';', ':', ','])[0];
}
