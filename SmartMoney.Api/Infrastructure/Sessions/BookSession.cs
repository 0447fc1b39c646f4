using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>
/// One request's view of the database: a single transaction that knows the caller and the book, so that row-level
/// security lets exactly their rows through. <see cref="CommitFilter"/> ends it.
/// </summary>
public sealed class BookSession(SmartMoneyContext db, TimeProvider clock) : IAsyncDisposable
{
    private IDbContextTransaction? transaction;
    private Caller? caller;
    private Book? book;

    /// <summary>EF on this transaction.</summary>
    public SmartMoneyContext Db => db;

    /// <summary>The connection of this transaction, for SQL and COPY.</summary>
    public NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    /// <summary>The clock that 'now' comes from.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Who sent the request.</summary>
    public Caller Caller => caller ?? throw new InvalidOperationException("This request has no authenticated caller.");

    /// <summary>The book of the route.</summary>
    public Book Book => book ?? throw new InvalidOperationException("This request is not about a book.");

    /// <summary>Its id.</summary>
    public Guid BookId => Book.Id;

    /// <summary>What the caller may do in it.</summary>
    public Role Role { get; private set; }

    /// <summary>The change set that this request's writes belong to.</summary>
    public Guid ChangeId { get; } = Guid.CreateVersion7();

    /// <summary>Now, as precisely as the database keeps it, so that the answer of a write and later ones agree.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Today, where the book is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Book.TimeZone)).DateTime);

    /// <summary>Opens the transaction for a caller.</summary>
    /// <param name="requestCaller">Who sent the request.</param>
    /// <param name="oneMoment">Whether all its queries see the ledger of one moment: for a read of many pages.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task BeginAsync(Caller requestCaller, bool oneMoment, CancellationToken cancel)
    {
        caller = requestCaller;
        transaction = await db.Database.BeginTransactionAsync(oneMoment ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted, cancel);
        await db.Database.ExecuteSqlAsync(
            $"SELECT set_config('smartmoney.user', {caller.UserId.ToString()}, true), set_config('smartmoney.change', {ChangeId.ToString()}, true)", cancel);
    }

    /// <summary>Opens a book; false when there is none of that id for this caller.</summary>
    /// <param name="bookId">Which.</param>
    /// <param name="deletedSince">Opens a book too that was deleted after this moment; null opens none that is deleted.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<bool> OpenBookAsync(Guid bookId, DateTimeOffset? deletedSince, CancellationToken cancel)
    {
        if (Caller.OnlyBook is { } only && only != bookId)
            return false;

        var books = deletedSince is null ? db.Books : db.Books.IgnoreQueryFilters().Where(row => row.DeletedAt == null || row.DeletedAt > deletedSince);
        var found = await books
            .Join(db.Members.Where(member => member.UserId == Caller.UserId), row => row.Id, member => member.BookId, (row, member) => new { row, member.Role })
            .SingleOrDefaultAsync(pair => pair.row.Id == bookId, cancel);
        if (found is null)
            return false;

        await EnterAsync(found.row, found.Role, cancel);
        return true;
    }

    /// <summary>Makes a book the current one: for the request that has just made it.</summary>
    public async Task EnterAsync(Book opened, Role role, CancellationToken cancel)
    {
        await SetBookAsync(opened.Id, cancel);
        (book, Role) = (opened, role);
    }

    /// <summary>Lets the rows of a book through that is about to be inserted.</summary>
    public Task SetBookAsync(Guid bookId, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"SELECT set_config('smartmoney.book', {bookId.ToString()}, true)", cancel);

    /// <summary>
    /// Locks the book's row until the transaction ends. Every ledger write does this first: writes to one book then
    /// follow one another, which rules out deadlocks and makes 'check, then write' safe.
    /// </summary>
    public Task LockAsync(CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"SELECT 1 FROM books WHERE id = {BookId} FOR NO KEY UPDATE", cancel);

    /// <summary>Makes everything done so far permanent.</summary>
    public Task CommitAsync(CancellationToken cancel) => transaction!.CommitAsync(cancel);

    /// <summary>Throws everything away that was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
    }
}
