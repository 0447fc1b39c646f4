using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Infrastructure.Authentication;

namespace SmartMoney.Api.Infrastructure.Audit;

/// <summary>
/// Writes down what happens around access, for the owners of the books that it concerns. It is written in the caller's transaction,
/// so that what is rolled back did not happen; the API's role can add to it and not change it.
/// </summary>
internal sealed class AuditLog(SmartMoneyContext db, TimeProvider clock, IHttpContextAccessor contexts)
{
    /// <summary>What the API calls a kind.</summary>
    public static string NameOf(AuditKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>Adds an event.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="person">Who did it, or whom it was tried as; nothing is written for a person who is none.</param>
    /// <param name="book">The book that it is about; null tells the owners of all books that the person belongs to.</param>
    /// <param name="subject">What or whom it was done to, where the kind says so.</param>
    /// <param name="cancel">Ends it.</param>
    public Task RecordAsync(AuditKind kind, Guid person, Guid? book, string? subject, CancellationToken cancel)
    {
        var (now, from) = (clock.GetUtcNow(), Visitor.Of(contexts.HttpContext!));
        return db.Database.ExecuteSqlAsync(
            $"SELECT record_audit({Guid.CreateVersion7(now)}, {now}, {person}, {book}::uuid, {NameOf(kind)}, {subject}::text, {from.Address}, {from.Device})", cancel);
    }

    /// <summary>
    /// Adds an event of somebody who is not let in, on its own. The answer does not wait until it is on the disk: for an address that nobody
    /// has there is nothing to wait for, and the difference would tell.
    /// </summary>
    public async Task RecordRefusalAsync(AuditKind kind, Guid person, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"SET LOCAL synchronous_commit = off", cancel);
        await RecordAsync(kind, person, book: null, subject: null, cancel);
        await transaction.CommitAsync(cancel);
    }
}
