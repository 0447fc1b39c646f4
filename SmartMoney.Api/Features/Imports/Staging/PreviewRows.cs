using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Files;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Staging;

/// <summary>Keeps a staged and matched upload: the file, the import, its rows.</summary>
internal static class PreviewRows
{
    /// <summary>To be called under the book's lock, so that a file is neither kept twice nor discarded while it gets a new import.</summary>
    public static async Task<Import> KeepAsync(BookSession session, UploadForm upload, string format, Guid? account, CancellationToken cancel)
    {
        var counts = await CountAsync(session, cancel);
        var import = new Import
        {
            BookId = session.BookId,
            Id = Guid.CreateVersion7(),
            Format = format,
            AccountId = account,
            FileId = await FileStore.KeepAsync(session, upload.File!, cancel),
            FileName = upload.FileName,
            FileSize = upload.File!.Size,
            Lines = counts.Values.Sum(),
            Other = counts.GetValueOrDefault(RowOutcome.Other),
            New = counts.GetValueOrDefault(RowOutcome.New),
            Duplicates = counts.GetValueOrDefault(RowOutcome.Duplicate),
            Suspects = counts.GetValueOrDefault(RowOutcome.Suspect),
            Updated = counts.GetValueOrDefault(RowOutcome.Updated),
            ErrorCount = counts.GetValueOrDefault(RowOutcome.Error),
            CreatedBy = session.Caller.UserId,
            CreatedAt = session.Clock.GetUtcNow(),
        };
        session.Db.Imports.Add(import);
        await session.Db.SaveChangesAsync(cancel);
        await session.RunAsync(StagingSql.KeepRows, [session.BookId, import.Id], cancel);
        await session.RunAsync(StagingSql.KeepLegs, [session.BookId, import.Id], cancel);
        return import;
    }

    /// <summary>How many of the staged lines there are of each outcome, after matching.</summary>
    public static async Task<Dictionary<RowOutcome, int>> CountAsync(BookSession session, CancellationToken cancel)
    {
        var counts = await session.ReadAsync(StagingSql.Counts, [], row => (Outcome: (RowOutcome)row.GetInt16(0), Rows: row.GetInt32(1)), cancel);
        return counts.ToDictionary(count => count.Outcome, count => count.Rows);
    }
}
