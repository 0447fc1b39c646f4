using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Knows how each kind of resource is started.</summary>
internal sealed class Launchers
{
    private readonly ProjectLauncher _projects;
    private readonly ExecutableLauncher _executables = new();
    private readonly ContainerLauncher _containers;
    private readonly PostgresLauncher _postgres;

    public Launchers(IConfiguration configuration, DistributedApplicationOptions options)
    {
        _projects = new ProjectLauncher(configuration[AppHostConfiguration.BuildConfigurationKey] is { Length: > 0 } build ? build : "Debug");
        _containers = new ContainerLauncher(configuration, options);
        _postgres = new PostgresLauncher(configuration, _containers);
    }

    /// <summary>The launcher of a resource; null for one that has nothing to start.</summary>
    public ILauncher? Of(IResource resource)
        => resource switch
        {
            ProjectResource => _projects,
            PostgresServerResource => _postgres,
            ContainerResource => _containers,
            ExecutableResource => _executables,
            _ => null,
        };
}
