using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Features.Books;
using SmartMoney.Api.Features.Profile;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Export;

/// <summary>'Export everything': of a book, and of all that is one's own.</summary>
public static class ArchiveEndpoints
{
    private const string Zip = "application/zip";

    private const string Own = """
        SELECT jsonb_build_object('userId', u.id, 'email', u.email, 'createdAt', u.created_at,
            'tokens', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'hash' - 'user_id'), '[]') FROM api_tokens t WHERE t.user_id = u.id),
            'sessions', (SELECT coalesce(jsonb_agg(to_jsonb(s) - 'user_id'), '[]') FROM sessions s WHERE s.user_id = u.id),
            'passkeys', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.data ->> 'Name', 'createdAt', p.data ->> 'CreatedAt')), '[]') FROM user_passkeys p WHERE p.user_id = u.id))::text
        FROM users u WHERE u.id = $1
        """;

    public static void MapBookArchive(this RouteGroupBuilder book) => book.MapGet("/export.zip", BookAsync).WithName("exportZip")
        .WithSummary("Everything of the book as a zip archive: transactions, all tables, original files").Produces(StatusCodes.Status200OK, contentType: Zip).WithMetadata(Turn.Download);

    public static void MapOwnArchive(this RouteGroupBuilder account) => account.MapGet("/export.zip", AccountAsync).WithName("exportEverything")
        .WithSummary("Everything of one's own as a zip archive: the account, and a folder a book").Produces(StatusCodes.Status200OK, contentType: Zip).WithMetadata(Turn.Download);

    private static async Task<EmptyHttpResult> BookAsync(BookSession session, AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        await audit.RecordAsync(AuditKind.Exported, session.Caller.UserId, session.BookId, "zip", cancel);
        await session.GoOnAtOneMomentAsync(cancel);
        http.SendAsFile(Zip, $"{session.Book.Name} {session.Today:yyyy-MM-dd}.zip");
        await using var archive = await OpenAsync(http);
        await BookArchive.WriteAsync(session, archive, folder: "", cancel);
        return TypedResults.Empty;
    }

    private static async Task<EmptyHttpResult> AccountAsync(BookSession session, Self self, AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        var user = await self.UserAsync();
        await audit.RecordAsync(AuditKind.Exported, user.Id, book: null, "zip", cancel);
        await session.GoOnAtOneMomentAsync(cancel);
        http.SendAsFile(Zip, $"SmartMoney {session.Now:yyyy-MM-dd}.zip");
        await using var archive = await OpenAsync(http);
        await BookArchive.AddAsync(archive, "account.json", async output =>
        {
            var own = (await session.ReadAsync(Own, [user.Id], row => row.GetString(0), cancel))[0];
            await output.WriteAsync(Encoding.UTF8.GetBytes(own), cancel);
        }, cancel);
        foreach (var book in await session.OwnBooks().OrderBy(pair => pair.Book.Id).Select(pair => pair.Book).ToListAsync(cancel))
        {
            await session.OpenBookAsync(book.Id, since: null, cancel);
            await BookArchive.WriteAsync(session, archive, $"{BookArchive.SafeName(book.Name)} {book.Id}/", cancel);
        }

        return TypedResults.Empty;
    }

    private static Task<ZipArchive> OpenAsync(HttpContext http)
    {
        // The end of an entry is written synchronously, as its stream has no other way to be closed: some kilobytes.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return ZipArchive.CreateAsync(http.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, http.RequestAborted);
    }
}
