using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Committing;
using SmartMoney.Api.Features.Imports.Reading;
using SmartMoney.Api.Features.Imports.Undoing;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports;

/// <summary>Statements in: upload and preview, commit, history, undo.</summary>
public static class ImportEndpoints
{
    /// <summary>Maps <c>/imports</c> below a book.</summary>
    public static void MapImports(this IEndpointRouteBuilder book)
    {
        var imports = book.MapGroup("/imports").WithTags("imports").RequireScope("import");
        imports.MapGet("", ImportList.ListAsync).WithName("listImports").WithSummary("Imports, newest first.");
        imports.MapPost("", ImportUpload.CreateAsync).RequireRateLimiting(AccountLimits.Imports).WithName("createImport")
            .WithSummary("Uploads a statement and previews it; with ?commit=true commits it too.")
            .WithMetadata(Turn.Upload, new TakesForm("file", new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["accountId"] = "The account that all rows go to; left out, the accounts that the file names.",
                ["format"] = "The format's id, such as moneyforward; left out, it is detected.",
            }));
        imports.MapGet("/{id:guid}", ImportList.GetAsync).WithName("getImport").WithSummary("One import with its first errors and its accounts.");
        imports.MapGet("/{id:guid}/rows", ImportRows.ListAsync).WithName("listImportRows").WithSummary("The file's lines with what became of each.");
        imports.MapGet("/{id:guid}/file", ImportFile.GetAsync).WithMetadata(Turn.Download).WithName("getImportFile").WithSummary("The original file.");
        imports.MapPost("/{id:guid}/commit", CommitAsync).WithName("commitImport").WithSummary("Makes transactions of a preview.")
            .WithMetadata(new TakesJson(typeof(CommitRequest), Required: false));
        imports.MapDelete("/{id:guid}", ImportUndo.DeleteAsync).WithName("deleteImport").WithSummary("Discards a preview; undoes a committed import.");
    }

    private static async Task<Results<Ok<CommitResult>, ProblemHttpResult>> CommitAsync(Guid id, HttpContext http, BookSession session, CancellationToken cancel)
    {
        var request = new CommitRequest();
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            var body = await Body<CommitRequest>.BindAsync(http);
            if (body.Problem is { } malformed)
                return malformed;
            request = body.Value;
        }

        await session.LockAsync(cancel);
        if (await ImportReading.FindAsync(session, id, cancel) is not { } import)
            return Problems.NotFound("import");
        if (await ImportCommit.CheckAsync(session, import, request, cancel) is { Any: true } errors)
            return errors.Problem();
        if (import.Status == ImportStatus.Committed)
            return Problems.Conflict("already-committed", "The import was committed before. Nothing was changed.");
        if (import.Status == ImportStatus.Undone)
            return Problems.Conflict("already-undone", "The import was undone. Upload the file again to bring its rows back.");

        if (await ImportCommit.RunAsync(session, import, request, cancel) is { } problem)
            return problem;
        return TypedResults.Ok(new CommitResult(import.Created, import.Updated, import.Duplicates, import.Paired, await ImportReading.AccountsAsync(session, import, cancel)));
    }
}
