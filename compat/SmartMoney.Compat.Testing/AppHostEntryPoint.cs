using System.Reflection;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's entry point, running on a thread of its own and held where the test wants it.</summary>
internal sealed class AppHostEntryPoint(Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _described = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TestRunSettings _settings = new(assembly);

    /// <summary>Runs the entry point until it asks to build.</summary>
    public Task<DistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var entryPoint = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no entry point.");
        AppHostInterception.Current = new AppHostInterception(assembly)
        {
            BuilderCreating = (options, host) =>
            {
                _settings.Apply(options, host);
                configure(options, host);
            },
            BuilderCreated = builder => _settings.Complete(builder.Configuration),
            Building = Hold,
            Built = application => _built.TrySetResult(application),
            RunAsync = (_, stop) => _ended.Task.WaitAsync(stop),
            Ended = () =>
            {
                _settings.RemoveData();
                _ended.TrySetResult();
            },
        };
        try
        {
            new Thread(() => Run(entryPoint)) { IsBackground = true, Name = $"AppHost {assembly.GetName().Name}" }.Start();
        }
        finally
        {
            AppHostInterception.Current = null;
        }

        return _described.Task.WaitAsync(Limit, cancellationToken);
    }

    /// <summary>Lets the entry point build, and go on to its Run.</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult(true);
        return _built.Task.WaitAsync(Limit, cancellationToken);
    }

    /// <summary>Ends the entry point where it is. Does nothing once it has built.</summary>
    public void Abandon()
    {
        if (_mayBuild.TrySetResult(false))
        {
            _settings.RemoveData();
        }

        if (!_built.Task.IsCompletedSuccessfully)
        {
            _ended.TrySetResult();
        }
    }

    private void Hold(DistributedApplicationBuilder builder)
    {
        _described.TrySetResult(builder);

        // The entry point's Build is not asynchronous; its thread is its own to be held.
        if (!_mayBuild.Task.GetAwaiter().GetResult())
        {
            throw new OperationCanceledException("The test has given the application up.");
        }
    }

    private void Run(MethodInfo entryPoint)
    {
        try
        {
            var arguments = entryPoint.GetParameters().Length == 0 ? null : new object[] { args };
            entryPoint.Invoke(obj: null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            Fail(new InvalidOperationException("The entry point ended without building an application."));
        }
        catch (Exception e)
        {
            // It goes to whoever waits for the entry point; on this thread it would end the test process.
            Fail(e);
        }
    }

    private void Fail(Exception exception)
    {
        _described.TrySetException(exception);
        _built.TrySetException(exception);

        // Nobody may be left to look at them.
        _ = _described.Task.Exception;
        _ = _built.Task.Exception;
    }
}
