using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Files;
using SmartMoney.Api.Features.Imports.Reading;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Undoing;

/// <summary><c>DELETE /imports/{id}</c>: discards a preview; takes a committed import back, at any time.</summary>
internal static class ImportUndo
{
    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await ImportReading.FindAsync(session, id, cancel) is not { } import)
            return Problems.NotFound("import");
        if (import.Status == ImportStatus.Undone)
            return Problems.Conflict("already-undone", "The import was undone before. Nothing was changed.");

        if (import.Status == ImportStatus.Preview)
            await DiscardAsync(session, import, cancel);
        else
            await UndoAsync(session, import, cancel);
        return TypedResults.NoContent();
    }

    private static async Task DiscardAsync(BookSession session, Import import, CancellationToken cancel)
    {
        session.Db.Imports.Remove(import);
        await session.Db.SaveChangesAsync(cancel);
        await session.RunAsync(FileSql.DropUnused, [session.BookId, import.FileId], cancel);
    }

    // The file and its rows stay, for the history.
    private static async Task UndoAsync(BookSession session, Import import, CancellationToken cancel)
    {
        await session.RunAsync(UndoSql.Announce, [], cancel);
        await session.RunAsync(UndoSql.PutBack, [session.BookId, import.ChangeId], cancel);
        await session.RunAsync(UndoSql.HandOver, [session.BookId, import.Id], cancel);
        await session.RunAsync(UndoSql.ForgetAliases, [session.BookId, import.Id], cancel);
        if (import.AccountId is null)
            await session.RunAsync(UndoSql.ForgetNames, [session.BookId, import.Id, import.Format], cancel);
        await session.RunAsync(UndoSql.DeleteTransactions, [session.BookId, import.Id], cancel);
        if (import.CreatedAccounts.Length > 0)
            await session.RunAsync(UndoSql.DeleteAccounts, [session.BookId, import.CreatedAccounts], cancel);
        if (import.CreatedCategories.Length > 0)
        {
            await session.RunAsync(UndoSql.DeleteCategories, [session.BookId, import.CreatedCategories], cancel);
            await session.RunAsync(UndoSql.DeleteCategories, [session.BookId, import.CreatedCategories], cancel);
        }

        (import.Status, import.UndoneAt) = (ImportStatus.Undone, session.Clock.GetUtcNow());
        await session.Db.SaveChangesAsync(cancel);
    }
}
