using System.Collections.Concurrent;

namespace Aspire.Hosting.Running;

/// <summary>Work that runs beside, to be waited for at the end.</summary>
internal sealed class TaskSet
{
    private readonly ConcurrentDictionary<Task, bool> _running = [];

    public void Add(Task task)
    {
        _running[task] = true;
        _ = task.ContinueWith(t => _running.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits for all of it; what failed has told so itself.</summary>
    public async Task WhenAllAsync()
    {
        while (_running.Keys.ToArray() is { Length: > 0 } tasks)
        {
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
