using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of one replica. It keeps the newest lines, for whoever comes later.</summary>
internal sealed class ResourceLog : ILogger
{
    private const int Kept = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _newest = [];
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _count;
    private bool _completed;

    public void Append(string content, bool isError)
    {
        var stamped = $"{TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {content}";
        lock (_gate)
        {
            var line = new LogLine(++_count, stamped, isError);
            _newest.Enqueue(line);
            if (_newest.Count > Kept)
            {
                _newest.Dequeue();
            }

            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(line);
            }
        }
    }

    public IReadOnlyList<LogLine> Newest()
    {
        lock (_gate)
        {
            return [.. _newest];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A watcher that has stopped reading loses its oldest lines; it does not fill the memory.
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(Kept) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
        LogLine[] newest;
        lock (_gate)
        {
            newest = [.. _newest];
            _watchers.Add(channel);
            if (_completed)
            {
                channel.Writer.TryComplete();
            }
        }

        try
        {
            if (newest.Length > 0)
            {
                yield return newest;
            }

            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                var lines = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                {
                    lines.Add(line);
                }

                yield return lines;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(channel);
            }
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Append(formatter(state, exception), logLevel >= LogLevel.Error);
        }
    }
}
