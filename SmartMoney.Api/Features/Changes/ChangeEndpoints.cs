using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Changes;

/// <summary>How many rows an undo put back: rows that came back, went back to what they were, or are gone again.</summary>
public sealed record UndoResult(int Restored);

/// <summary>Change sets: what one request wrote, known by the header <c>SmartMoney-Change</c> of its answer.</summary>
public static class ChangeEndpoints
{
    // What undo_change raises, with a sentence for the person, when a later change stands on this one.
    private const string ChangedSince = "SM409";

    public static void MapChanges(this RouteGroupBuilder book) =>
        book.MapPost("/changes/{changeId:guid}/undo", UndoAsync).WithName("undoChange").WithSummary("Undo a change; the undo is a change itself and can be undone");

    private static async Task<Results<Ok<UndoResult>, ProblemHttpResult>> UndoAsync(Guid changeId, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var tables = await session.Db.Database.SqlQuery<string>(
            $"SELECT DISTINCT table_name FROM ledger_history WHERE book_id = {session.BookId} AND change_id = {changeId}").ToListAsync(cancel);
        if (await session.Db.Imports.AnyAsync(import => import.BookId == session.BookId && import.ChangeId == changeId, cancel))
            return Problems.Conflict("change-is-import", "This change is an import: undo the import, with DELETE on it.");
        if (tables.Count == 0)
            return Problems.NotFound("change, or nothing of it was kept");
        if (tables.Contains("books", StringComparer.Ordinal) && session.Role < Role.Owner)
            return Problems.Forbidden("This change is one of the book's settings: only its owner can undo it.");

        try
        {
            return TypedResults.Ok(new UndoResult(
                await session.Db.Database.SqlQuery<int>($"SELECT undo_change({changeId}) AS \"Value\"").SingleAsync(cancel)));
        }
        catch (PostgresException refusal) when (refusal.SqlState == ChangedSince)
        {
            return Problems.Conflict("changed-since", refusal.MessageText);
        }
    }
}
