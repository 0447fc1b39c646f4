using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

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
    private Role least;
    private DateTimeOffset? deletedSince;

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
    /// <returns>False when the caller's session or token has ended since the request came.</returns>
    public Task<bool> BeginAsync(Caller requestCaller, CancellationToken cancel) => BeginAsync(requestCaller, IsolationLevel.ReadCommitted, cancel);

    /// <summary>Opens a book; false when there is none of that id for this caller.</summary>
    /// <param name="bookId">Which.</param>
    /// <param name="since">Opens a book too that was deleted after this moment; null opens none that is deleted.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<bool> OpenBookAsync(Guid bookId, DateTimeOffset? since, CancellationToken cancel)
    {
        deletedSince = since;
        if (Caller.OnlyBook is { } only && only != bookId)
            return false;

        var books = since is null ? db.Books : db.Books.IgnoreQueryFilters().Where(row => row.DeletedAt == null || row.DeletedAt > since);
        var found = await books
            .Join(db.Members.Where(member => member.UserId == Caller.UserId), row => row.Id, member => member.BookId, (row, member) => new { row, member.Role })
            .SingleOrDefaultAsync(pair => pair.row.Id == bookId, cancel);
        if (found is null)
            return false;

        await EnterAsync(found.row, found.Role, cancel);
        return true;
    }

    /// <summary>Whether the caller may do at least that much in the book; it is asked again whenever the request had to wait.</summary>
    public bool Require(Role role)
    {
        least = role;
        return Role >= role;
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
    /// follow one another, which rules out deadlocks and makes 'check, then write' safe. Who waited, for the lock or for the rest of an
    /// upload, may have lost their access meanwhile.
    /// </summary>
    /// <exception cref="AccessEnded">The caller has no access any more.</exception>
    public async Task LockAsync(CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(Connection)
        {
            BatchCommands =
            {
                new(AccessSql.LockBook) { Parameters = { Of(BookId) } },
                new(AccessSql.RoleNow) { Parameters = { Of(Caller.SessionId), Of(Caller.TokenId), Of(Now), Of(BookId), Of(Caller.UserId), Of(deletedSince) } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        await reader.ReadAsync(cancel);
        if (!reader.GetBoolean(0))
            throw new AccessEnded();
        if (await reader.IsDBNullAsync(1, cancel))
            throw new AccessEnded(Problems.NotFound("book"));
        Role = (Role)reader.GetInt32(1);
        if (Role < least)
            throw new AccessEnded(Needs.Refusal(least, Role));
    }

    /// <summary>Locks the caller's own row: changes of one person's access follow one another.</summary>
    /// <returns>False when the session or token ended while it waited.</returns>
    public async Task<bool> LockSelfAsync(CancellationToken cancel)
    {
        await db.LockUserAsync(Caller.UserId, cancel);
        return (await this.ReadAsync($"SELECT {AccessSql.IsStillIn}", [Caller.SessionId, Caller.TokenId, Now], row => row.GetBoolean(0), cancel))[0];
    }

    /// <summary>
    /// Makes what was done so far permanent and goes on in a new transaction, all of whose queries see the ledger of one moment: for an answer
    /// of many pages, which is on record before its first byte is sent, whatever becomes of its last.
    /// </summary>
    /// <exception cref="AccessEnded">The caller has no access any more.</exception>
    public async Task GoOnAtOneMomentAsync(CancellationToken cancel)
    {
        await CommitAsync(cancel);
        await transaction!.DisposeAsync();
        if (!await BeginAsync(Caller, IsolationLevel.RepeatableRead, cancel))
            throw new AccessEnded();
        if (book is not null && !(await OpenBookAsync(book.Id, deletedSince, cancel) && Role >= least))
            throw new AccessEnded(Problems.NotFound("book"));
    }

    /// <summary>Makes everything done so far permanent.</summary>
    public Task CommitAsync(CancellationToken cancel) => transaction!.CommitAsync(cancel);

    /// <summary>Throws everything away that was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
    }

    private async Task<bool> BeginAsync(Caller requestCaller, IsolationLevel isolation, CancellationToken cancel)
    {
        caller = requestCaller;
        transaction = await db.Database.BeginTransactionAsync(isolation, cancel);
        return (await this.ReadAsync(
            $"SELECT {AccessSql.IsStillIn}, set_config('smartmoney.user', $4::uuid::text, true), set_config('smartmoney.change', $5::uuid::text, true)",
            [caller.SessionId, caller.TokenId, Now, caller.UserId, ChangeId],
            row => row.GetBoolean(0),
            cancel))[0];
    }

    private static NpgsqlParameter Of(object? value) => new() { Value = value ?? DBNull.Value };
}
