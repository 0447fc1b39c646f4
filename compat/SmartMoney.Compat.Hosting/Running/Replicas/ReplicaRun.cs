using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Launching;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>One replica of a resource: waits, starts, is watched, ends; and again, when it is told to.</summary>
internal sealed class ReplicaRun : IAsyncDisposable
{
    private readonly RunContext _context;
    private readonly IResource _resource;
    private readonly ResourcePorts _publicPorts;
    private readonly ReplicaReporter _reporter;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource _life = new();
    private Task _living = Task.CompletedTask;
    private ILaunched? _launched;
    private bool _closed;

    public ReplicaRun(RunContext context, IResource resource, string id, ResourcePorts publicPorts)
    {
        _context = context;
        _resource = resource;
        _publicPorts = publicPorts;
        Id = id;
        Ports = ReplicaPorts.Choose(resource);
        _reporter = new ReplicaReporter(context, resource, id);
    }

    /// <summary>The replica's id.</summary>
    public string Id { get; }

    /// <summary>The ports that its process binds.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; }

    /// <summary>Whether its process runs.</summary>
    public bool IsRunning => _launched is { Exited.IsCompleted: false };

    /// <summary>Starts it, at once or after what it waits for. Does nothing when its process runs, or when the run is over.</summary>
    public async Task StartAsync(bool wait)
    {
        await _gate.WaitAsync();
        try
        {
            if (IsRunning || _closed)
            {
                return;
            }

            // A start by hand ends a wait.
            await EndAsync();
            _life.Dispose();
            _life = new CancellationTokenSource();
            _living = LiveAsync(wait, _life.Token);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops it; returns when its process has ended.</summary>
    public async Task StopAsync()
    {
        await _gate.WaitAsync();
        try
        {
            await EndAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops it for good.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await StopAsync();
        _life.Dispose();
        _gate.Dispose();
    }

    private async Task EndAsync()
    {
        if (IsRunning)
        {
            await _reporter.StoppingAsync();
        }

        await _life.CancelAsync();
        await _living;
    }

    private async Task LiveAsync(bool wait, CancellationToken cancellationToken)
    {
        try
        {
            // Before any waiting: a port that is taken is worth knowing at once.
            _publicPorts.Open();
            if (wait)
            {
                await WaitAsync(cancellationToken);
            }

            await _reporter.StartingAsync();
            await using var launched = await LaunchAsync(cancellationToken);
            _launched = launched;
            await _reporter.RunningAsync(launched);
            await WatchAsync(launched, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _reporter.StoppedAsync(exitCode: null);
        }
        catch (Exception e)
        {
            // Whatever keeps one resource from starting is its state, and the others go on.
            await _reporter.FailedAsync(e);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var waits = _resource.Annotations.OfType<WaitAnnotation>().ToArray();
        if (waits.Length > 0)
        {
            await _reporter.WaitingAsync(waits);
            await new DependencyWait(_context.Notifications, _resource) { OnUnavailable = _reporter.WaitsInVain }.WaitAsync(cancellationToken);
        }
    }

    private async Task<ILaunched> LaunchAsync(CancellationToken cancellationToken)
    {
        if (_resource is IResourceWithConnectionString)
        {
            await _context.Eventing.PublishAsync(new ConnectionStringAvailableEvent(_resource, _context.Services), cancellationToken);
        }

        await _context.Eventing.PublishAsync(new BeforeResourceStartedEvent(_resource, _context.Services), cancellationToken);
        var values = new ReplicaValues(_context.Execution, _context.Mask, _context.Loggers.GetLogger(Id));
        var environment = await values.EnvironmentAsync(_resource, Id, Ports, cancellationToken);
        var arguments = await values.ArgumentsAsync(_resource, Ports, cancellationToken);
        await _reporter.EnvironmentAsync(environment);
        var launcher = _context.LauncherOf(_resource)!;
        return await launcher.LaunchAsync(new Launch(_resource, Id, environment, arguments, _reporter.Output), cancellationToken);
    }

    private async Task WatchAsync(ILaunched launched, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var monitor = new HealthMonitor(_context.Notifications, _context.HealthChecks, _resource, Id, Ports);
        var health = monitor.RunAsync(() => _reporter.ReadyAsync(watching.Token), watching.Token);
        var stopRequested = Task.Delay(Timeout.Infinite, cancellationToken);
        await Task.WhenAny(launched.Exited, stopRequested);
        await watching.CancelAsync();
        await health.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var stopped = !launched.Exited.IsCompleted;
        if (stopped)
        {
            await launched.StopAsync();
        }

        var exitCode = await launched.Exited;
        if (stopped)
        {
            await _reporter.StoppedAsync(exitCode);
        }
        else
        {
            await _reporter.EndedAsync(exitCode);
        }
    }
}
