using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Matching;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Reading;

/// <summary><c>GET /imports/{id}/rows</c>: the lines of a file in their order, all or of one outcome.</summary>
internal static class ImportRows
{
    public static async Task<Results<Ok<ListOf<ImportRow>>, ProblemHttpResult>> ListAsync(
        Guid id, string? outcome, string? cursor, int? limit, BookSession session, CancellationToken cancel)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var after = After(cursor, errors);
        var only = Only(outcome, errors);
        if (await ImportReading.FindAsync(session, id, cancel) is not { } import)
            return Problems.NotFound("import");
        if (errors.Any)
            return errors.Problem();

        if (cursor is null)
            await PreviewMatch.FreshenAsync(session, import, cancel);
        var committed = import.Status != ImportStatus.Preview;
        var rows = await session.ReadAsync(
            ReadingSql.Rows,
            [session.BookId, id, after, size + 1, (int?)only, committed, import.Status == ImportStatus.Committed],
            row => new ImportRow(
                row.GetInt32(0), (RowOutcome)row.GetInt32(1), row.Maybe<DateOnly?>(2), row.Maybe<long?>(3), row.Maybe<string>(4), row.Maybe<string>(5),
                row.Maybe<string>(6), row.Maybe<string>(7) is { Length: > 0 } category ? category : null, row.Maybe<string>(8), row.Maybe<int?>(9), row.Maybe<string>(10),
                row.Maybe<Guid?>(11), row.Maybe<Guid?>(12)),
            cancel);
        return TypedResults.Ok(Page.Of(rows, size, row => Cursor.Encode(row.Line.ToString(CultureInfo.InvariantCulture))));
    }

    private static int After(string? cursor, Errors errors)
    {
        var line = 0;
        if (cursor is not null && !(Cursor.TryDecode(cursor, 1, out var parts) && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out line)))
            Cursor.Refuse(errors);
        return line;
    }

    private static RowOutcome? Only(string? outcome, Errors errors)
    {
        if (outcome is null)
            return null;
        if (Enum.TryParse<RowOutcome>(outcome, ignoreCase: true, out var only) && !char.IsAsciiDigit(outcome[0]))
            return only;
        errors.Add("outcome", $"'outcome' is one of {string.Join(", ", Enum.GetNames<RowOutcome>()).ToLowerInvariant()}.");
        return null;
    }
}
