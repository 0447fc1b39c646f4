using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;
using Aspire.Hosting.Running.Console;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>A described application: it can be run here, or published.</summary>
/// <param name="host">The AppHost's own host.</param>
public partial class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    private readonly Lock _once = new();
    private Task? _publishing;

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>The states of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Gives commands to resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    internal AppHostInterception? Interception { get; init; }

    /// <summary>Describes an application without a command line.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Describes an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Describes an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Runs the application until it is told to stop, or publishes it.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until it is told to stop, or publishes it.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
        {
            await PublishOnceAsync(cancellationToken);
            return;
        }

        if (Interception is { } interception)
        {
            await interception.RunAsync(this, cancellationToken);
            return;
        }

        try
        {
            await StartAsync(cancellationToken);
        }
        catch (DistributedApplicationException e)
        {
            // A mistake in the model or in a setting: its message says all there is to say.
            Services.GetRequiredService<RunConsole>().Fail(e.Message);
            Environment.ExitCode = 1;
            await DisposeAsync();
            return;
        }

        await host.WaitForShutdownAsync(cancellationToken);
        await DisposeAsync();
    }

    /// <summary>Starts the application; returns when everything has been told to start.</summary>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var model = Services.GetRequiredService<DistributedApplicationModel>();
        var eventing = Services.GetRequiredService<IDistributedApplicationEventing>();
        await eventing.PublishAsync(new BeforeStartEvent(Services, model), cancellationToken);
        await host.StartAsync(cancellationToken);
    }

    /// <summary>Stops the application, in the reverse order of its dependencies.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }

        Interception?.Ended();
        GC.SuppressFinalize(this);
    }

    // In a test the entry point and the test both run the one application: two writers would empty each other's file.
    private Task PublishOnceAsync(CancellationToken cancellationToken)
    {
        lock (_once)
        {
            return _publishing ??= PublishAsync(cancellationToken);
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var model = Services.GetRequiredService<DistributedApplicationModel>();
        var execution = Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var output = Services.GetRequiredService<IConfiguration>()["Publishing:OutputPath"]
            ?? throw new DistributedApplicationException("The '--output-path [path]' option was not specified even though '--publisher manifest' argument was used.");
        await Services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(new BeforeStartEvent(Services, model), cancellationToken);
        var path = ManifestWriter.FileOf(output);
        await ManifestWriter.WriteFileAsync(model, execution, path, cancellationToken);
        LogPublished(Services.GetRequiredService<ILogger<DistributedApplication>>(), path);
    }

    [LoggerMessage(1, LogLevel.Information, "Published manifest to: {ManifestPath}")]
    private static partial void LogPublished(ILogger logger, string manifestPath);
}
