using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Features.Imports.Matching;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Reading;

/// <summary><c>GET /imports</c> and <c>GET /imports/{id}</c>: what was brought in, newest first.</summary>
internal static class ImportList
{
    public static async Task<Results<Ok<ListOf<ImportSummary>>, ProblemHttpResult>> ListAsync(string? cursor, int? limit, BookSession session, CancellationToken cancel)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var before = Before(cursor, errors);
        if (errors.Any)
            return errors.Problem();

        // Ids are UUIDs of version 7: their order is that of creation.
        var imports = session.Db.Imports.AsNoTracking().Where(import => import.BookId == session.BookId);
        if (before is { } last)
            imports = imports.Where(import => import.Id < last);
        var page = await imports.OrderByDescending(import => import.Id).Take(size + 1).ToListAsync(cancel);
        return TypedResults.Ok(Page.Of([.. page.Select(ImportSummary.Of)], size, import => Cursor.Encode(import.Id.ToString())));
    }

    public static async Task<Results<Ok<ImportDetail>, ProblemHttpResult>> GetAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        if (await ImportReading.FindAsync(session, id, cancel) is not { } import)
            return Problems.NotFound("import");
        await PreviewMatch.FreshenAsync(session, import, cancel);
        return TypedResults.Ok(await ImportReading.DetailAsync(session, import, cancel));
    }

    private static Guid? Before(string? cursor, Errors errors)
    {
        if (cursor is null)
            return null;
        if (Cursor.TryDecode(cursor, 1, out var parts) && Guid.TryParse(parts[0], out var last))
            return last;
        Cursor.Refuse(errors);
        return null;
    }
}
