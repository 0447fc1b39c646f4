using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Console;
using Aspire.Hosting.Running.Launching;
using Aspire.Hosting.Running.Replicas;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Brings the whole application up on this machine, and down again in the reverse order of its dependencies.</summary>
internal sealed class LocalRunner : IHostedService, IAsyncDisposable
{
    private readonly IServiceProvider _services;
    private readonly DistributedApplicationModel _model;
    private readonly IConfiguration _configuration;
    private readonly DistributedApplicationOptions _options;
    private readonly RunContext _context;
    private readonly DashboardRun _dashboard;
    private readonly Dictionary<IResource, ComputeRun> _runs = [];
    private readonly TaskSet _beside = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _stopped;

    public LocalRunner(IServiceProvider services)
    {
        _services = services;
        _model = services.GetRequiredService<DistributedApplicationModel>();
        _configuration = services.GetRequiredService<IConfiguration>();
        _options = services.GetRequiredService<DistributedApplicationOptions>();
        var console = services.GetRequiredService<RunConsole>();
        var launchers = new Launchers(_configuration, _options);
        _context = new RunContext(
            services,
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ResourceLoggerService>(),
            services.GetRequiredService<IDistributedApplicationEventing>(),
            services.GetRequiredService<HealthCheckService>(),
            services.GetRequiredService<DistributedApplicationExecutionContext>(),
            console,
            services.GetRequiredService<SecretMask>(),
            launchers.Of,
            resource => _options.EnableResourceLogging ? services.GetRequiredService<ILoggerFactory>().CreateLogger($"Resources.{resource.Name}") : null);
        _dashboard = new DashboardRun(services, console);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        DependencyGraph.RefuseCircularWaits(_model.Resources);
        _context.Console.Prepare(_model.Resources.OfType<IComputeResource>().Select(r => r.Name));
        _context.Notifications.DefaultWaitBehavior = _options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable;
        await _dashboard.StartAsync(cancellationToken);

        foreach (var server in _model.Resources.OfType<PostgresServerResource>())
        {
            ExternalPostgresAnnotation.Apply(server, _configuration, _context.Mask);
        }

        foreach (var resource in _model.Resources)
        {
            await _context.Notifications.PublishUpdateAsync(resource, s => s with { State = new(KnownResourceStates.NotStarted, KnownResourceStateStyles.Info) });
            if (_context.LauncherOf(resource) is not null)
            {
                _runs[resource] = new ComputeRun(_context, resource, _configuration);
            }
        }

        foreach (var resource in _runs.Keys.Where(r => r.HasAnnotationOfType<EndpointAnnotation>()))
        {
            await _context.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, _services), cancellationToken);
        }

        foreach (var resource in _model.Resources.Where(r => !_runs.ContainsKey(r)))
        {
            _beside.Add(new ValueRun(_context, resource).RunAsync(_stopping.Token));
        }

        await Task.WhenAll(_runs.Values.Where(r => !r.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>()).Select(r => r.StartAsync()));
        _beside.Add(new WelcomeLine(_context, [.. _runs.Keys]).RunAsync(_stopping.Token));
        await _context.Eventing.PublishAsync(new AfterResourcesCreatedEvent(_services, _model), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _stopped ??= StopOnceAsync();
        }
    }

    /// <summary>Starts one replica now.</summary>
    public Task StartAsync(string id) => Find(id).StartAsync(wait: false);

    /// <summary>Stops one replica.</summary>
    public Task StopAsync(string id) => Find(id).StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await _dashboard.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task StopOnceAsync()
    {
        await Task.Yield();
        await _stopping.CancelAsync();
        var graph = new DependencyGraph(_model.Resources);
        await graph.VisitDependentsFirstAsync(resource => _runs.TryGetValue(resource, out var run) ? run.DisposeAsync().AsTask() : Task.CompletedTask);
        await _beside.WhenAllAsync();
    }

    private ReplicaRun Find(string id)
        => _runs.Values.Select(r => r.Find(id)).FirstOrDefault(r => r is not null)
            ?? throw new DistributedApplicationException($"'{id}' has nothing to start or stop.");
}
