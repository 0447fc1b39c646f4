using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>
/// Marks routes of which one user, or one session, gets a few at a time: they hold a connection of the database for as long as their client takes, or while a
/// password is judged. The others wait, without a connection.
/// </summary>
internal sealed record Turn
{
    private Turn(string name, int atOnce, bool streams) => (Name, AtOnce, Streams) = (name, atOnce, streams);

    /// <summary>Exports: as slow as who reads them.</summary>
    public static Turn Download { get; } = new("download", atOnce: 2, streams: true);

    /// <summary>Files on their way in: as slow as who sends them.</summary>
    public static Turn Upload { get; } = new("upload", atOnce: 2, streams: true);

    /// <summary>Changes of one's own account, which ask for the password.</summary>
    public static Turn Account { get; } = new("account", atOnce: 1, streams: false);

    /// <summary>All other writes: those to one book wait for each other, and each that waits there holds a connection.</summary>
    public static Turn Write { get; } = new("write", atOnce: 8, streams: false);

    /// <summary>Each has its own turns.</summary>
    public string Name { get; }

    /// <summary>How many of a user are under way at once, on each replica.</summary>
    public int AtOnce { get; }

    /// <summary>Whether its client decides how long it takes.</summary>
    public bool Streams { get; }
}

/// <summary>Gives turns, after authentication and before a transaction is opened.</summary>
internal sealed class Turns : IDisposable
{
    /// <summary>Most streams of all users together: half of the connections are left for all else.</summary>
    private const int StreamsAtOnce = 16;

    /// <summary>Most streams, and changes of an account, that wait for a turn.</summary>
    private const int FewWaiting = 50;

    /// <summary>Most other writes that wait for a turn, of a user.</summary>
    private const int Waiting = 500;

    private readonly PartitionedRateLimiter<Asked> ofOne = PartitionedRateLimiter.Create<Asked, (Guid, string)>(
        asked => RateLimitPartition.GetConcurrencyLimiter((asked.Who, asked.Turn.Name), _ => Slots(asked.Turn.AtOnce, asked.Turn == Turn.Write ? Waiting : FewWaiting)));

    private readonly PartitionedRateLimiter<Asked> ofAll = PartitionedRateLimiter.Create<Asked, bool>(
        asked => asked.Turn.Streams ? RateLimitPartition.GetConcurrencyLimiter(true, _ => Slots(StreamsAtOnce, FewWaiting)) : RateLimitPartition.GetNoLimiter(false));

    private readonly PartitionedRateLimiter<Asked> both;

    public Turns() => both = PartitionedRateLimiter.CreateChained(ofOne, ofAll);

    /// <summary>Waits for a turn of a user; of a session where it is about the account, as nobody must be kept from ending a session that was stolen.</summary>
    /// <returns>The turn, to be disposed of at its end; not acquired when too many wait already.</returns>
    public ValueTask<RateLimitLease> TakeAsync(Caller caller, Turn turn, CancellationToken cancel) =>
        both.AcquireAsync(new(turn == Turn.Account ? caller.SessionId ?? caller.UserId : caller.UserId, turn), permitCount: 1, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        both.Dispose();
        ofOne.Dispose();
        ofAll.Dispose();
    }

    private static ConcurrencyLimiterOptions Slots(int atOnce, int waiting) => new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    private sealed record Asked(Guid Who, Turn Turn);
}

/// <summary>Lets a request wait for its turn.</summary>
internal sealed class TurnMiddleware(RequestDelegate next, Turns turns, IOptions<AccountLimitOptions> limits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (TurnOf(context) is not { } turn)
        {
            await next(context);
            return;
        }

        using var lease = await turns.TakeAsync(Caller.From(context.User), turn, context.RequestAborted);
        if (!lease.IsAcquired)
        {
            await Problems.TooMany(context, TimeSpan.FromSeconds(5), "too-many-requests", "Too many of these wait already for this account.").ExecuteAsync(context);
            return;
        }

        using var patience = new CancellationTokenSource(limits.Value.LongestStream);
        await using var end = patience.Token.Register(context.Abort);
        await next(context);
    }

    private static Turn? TurnOf(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated != true || context.GetEndpoint() is not { } endpoint)
            return null;
        var turn = endpoint.Metadata.GetMetadata<Turn>() ?? Turn.Write;
        // Reading waits for nobody.
        return turn.Streams || !HttpMethods.IsGet(context.Request.Method) ? turn : null;
    }
}
