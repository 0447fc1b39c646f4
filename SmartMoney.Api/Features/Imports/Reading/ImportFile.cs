using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using SmartMoney.Api.Features.Imports.Files;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Reading;

/// <summary><c>GET /imports/{id}/file</c>: the original, byte for byte. Never shown by a browser: it is somebody else's content.</summary>
internal static class ImportFile
{
    public static async Task<Results<EmptyHttpResult, ProblemHttpResult>> GetAsync(Guid id, HttpContext http, BookSession session, AuditLog audit, CancellationToken cancel)
    {
        if (await ImportReading.FindAsync(session, id, cancel) is not { } import)
            return Problems.NotFound("import");

        await audit.RecordAsync(AuditKind.FileDownloaded, session.Caller.UserId, session.BookId, import.FileName, cancel);
        await session.GoOnAtOneMomentAsync(cancel);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(import.FileName);
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = import.FileSize;
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.XContentTypeOptions = "nosniff";

        // Written here and not by a result: the chunks can be read while this request's transaction is open.
        await using var file = ChunkStream.OfFile(session, import.FileId);
        await file.CopyToAsync(http.Response.Body, cancel);
        return TypedResults.Empty;
    }
}
