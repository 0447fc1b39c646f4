using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using SmartMoney.Api.Features.Transactions;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Export;

/// <summary>The book's transactions as a file, by the filters of the list. Streamed: a million rows need no more memory than a page.</summary>
public static class ExportEndpoints
{
    public static void MapExport(this RouteGroupBuilder book)
    {
        book.MapGet("/export.csv", CsvAsync).WithName("exportCsv")
            .WithSummary("Transactions by filter as CSV, newest first; can be imported again").Produces(StatusCodes.Status200OK, contentType: "text/csv").WithMetadata(Turn.Download);
        book.MapGet("/export.json", JsonAsync).WithName("exportJson")
            .WithSummary("Transactions by filter as JSON, with their accounts and categories").Produces(StatusCodes.Status200OK, contentType: "application/json").WithMetadata(Turn.Download);
    }

    private static Task<Results<EmptyHttpResult, ProblemHttpResult>> CsvAsync(
        [AsParameters] TransactionListRequest request, BookSession session, AuditLog audit, HttpContext http, CancellationToken cancel) =>
        SendAsync(request, session, audit, http, "text/csv; charset=utf-8", "csv", static (names, output) => new CsvExport(names, output), cancel);

    private static Task<Results<EmptyHttpResult, ProblemHttpResult>> JsonAsync(
        [AsParameters] TransactionListRequest request, BookSession session, AuditLog audit, HttpContext http, CancellationToken cancel) =>
        SendAsync(request, session, audit, http, "application/json; charset=utf-8", "json", static (names, output) => new JsonExport(names, output), cancel);

    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> SendAsync(
        TransactionListRequest request, BookSession session, AuditLog audit, HttpContext http, string type, string extension,
        Func<ExportNames, Stream, IExport> open, CancellationToken cancel)
    {
        var errors = new Errors();
        var filter = TransactionFilter.Read(request, errors);
        if (errors.Any)
            return errors.Problem();

        await audit.RecordAsync(AuditKind.Exported, session.Caller.UserId, session.BookId, extension, cancel);
        await session.GoOnAtOneMomentAsync(cancel);
        var names = await ExportNames.ReadAsync(session, cancel);
        http.SendAsFile(type, $"{session.Book.Name} {session.Today:yyyy-MM-dd}.{extension}");
        await using var export = open(names, http.Response.Body);
        await export.WriteAsync(session, filter, cancel);
        return TypedResults.Empty;
    }

    /// <summary>Sends what follows as a file to be kept.</summary>
    internal static void SendAsFile(this HttpContext http, string type, string name)
    {
        http.Response.ContentType = type;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
