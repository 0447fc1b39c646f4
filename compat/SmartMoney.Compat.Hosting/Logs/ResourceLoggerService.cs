using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of a resource's log.</summary>
/// <param name="LineNumber">From 1, without gaps.</param>
/// <param name="Content">The text; processes' lines start with their time (RFC 3339, UTC).</param>
/// <param name="IsErrorMessage">Whether it came over standard error or as an error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>The console logs of all resources: their newest lines, and whatever comes.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes to the log of a resource: to its first replica's.</summary>
    public ILogger GetLogger(IResource resource) => GetLogger(ResourceIds.Of(resource)[0]);

    /// <summary>Writes to the log of a replica, by its id.</summary>
    public ILogger GetLogger(string resourceName) => Log(resourceName);

    /// <summary>The newest lines of a replica, then every new one, as they come.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName, CancellationToken cancellationToken = default)
        => Log(resourceName).WatchAsync(cancellationToken);

    /// <summary>The newest lines of a resource's first replica, then every new one, as they come.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource, CancellationToken cancellationToken = default)
        => WatchAsync(ResourceIds.Of(resource)[0], cancellationToken);

    /// <summary>The newest lines of a replica.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return Log(resourceName).Newest();
    }

    /// <summary>The newest lines of a resource's first replica.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => GetAllAsync(ResourceIds.Of(resource)[0]);

    /// <summary>Ends the watches of a replica's log.</summary>
    public void Complete(string name) => Log(name).Complete();

    /// <summary>Ends the watches of a resource's logs.</summary>
    public void Complete(IResource resource)
    {
        foreach (var id in ResourceIds.Of(resource))
        {
            Complete(id);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends all watches.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var log in _logs.Values)
            {
                log.Complete();
            }
        }
    }

    internal ResourceLog Log(string resourceName) => _logs.GetOrAdd(resourceName, _ => new ResourceLog());
}
