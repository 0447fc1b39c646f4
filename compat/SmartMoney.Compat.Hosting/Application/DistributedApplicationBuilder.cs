using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <inheritdoc cref="IDistributedApplicationBuilder"/>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationOptions _options;
    private readonly DistributedApplicationExecutionContextOptions _execution;
    private readonly AppHostInterception? _interception = AppHostInterception.Current;

    /// <param name="args">The command line.</param>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <param name="options">How the application is described and run.</param>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        _interception?.BuilderCreating(options, settings);
        _options = options;
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : _interception?.Assembly ?? Assembly.GetEntryAssembly();
        AppHostDirectory = Path.GetFullPath(options.ProjectDirectory ?? Metadata(AppHostAssembly, "apphostprojectpath") ?? Directory.GetCurrentDirectory());
        AppHostPath = Path.Combine(AppHostDirectory, AppHostAssembly?.GetName().Name ?? "AppHost");

        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        settings.ContentRootPath = AppHostDirectory;
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddEnvironmentVariables("ASPIRE_");
        _host = new HostApplicationBuilder(settings);
        AppHostConfiguration.Complete(_host.Configuration, options, AppHostDirectory, AppHostPath, settings.ApplicationName);

        _host.Configuration[AppHostConfiguration.BuildConfigurationKey] = AppHostAssembly?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration;

        var publisher = _host.Configuration["Publishing:Publisher"];
        var publishing = publisher is not null
            || string.Equals(_host.Configuration["AppHost:Operation"], "publish", StringComparison.OrdinalIgnoreCase);
        _execution = new DistributedApplicationExecutionContextOptions(
            publishing ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run,
            publisher ?? "manifest");
        ExecutionContext = new DistributedApplicationExecutionContext(_execution);

        // A check that fails is a state of the resource, shown there; not an error of the AppHost.
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _interception?.BuilderCreated(this);
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <summary>The AppHost's path: its folder and its name.</summary>
    public string AppHostPath { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc/>
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (Resources.FirstOrDefault(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } existing)
        {
            throw new DistributedApplicationException($"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{existing.GetType()}' with that name already exists. Resource names are case-insensitive.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
        => new DistributedApplicationResourceBuilder<T>(this, resource);

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        _interception?.Building(this);
        var model = new DistributedApplicationModel(Resources);
        ApplicationServices.Add(_host.Services, model, this, _options, quiet: _interception is not null);
        var application = new DistributedApplication(_host.Build()) { Interception = _interception };
        _execution.Services = application.Services;
        _interception?.Built(application);
        return application;
    }

    internal static string? Metadata(Assembly? assembly, string key)
        => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(m => string.Equals(m.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
