using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running;
using Aspire.Hosting.Running.Console;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The services of a built application.</summary>
internal static class ApplicationServices
{
    // Every service may drain, and the database comes last.
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(90);

    public static void Add(IServiceCollection services, DistributedApplicationModel model, IDistributedApplicationBuilder builder, DistributedApplicationOptions options, bool quiet)
    {
        services.AddSingleton(model);
        services.AddSingleton(options);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SecretMask>();
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton<ResourceCommandService>();
        services.AddHealthChecks();
        if (builder.ExecutionContext.IsRunMode)
        {
            AddRunner(services, model, quiet);
        }
    }

    private static void AddRunner(IServiceCollection services, DistributedApplicationModel model, bool quiet)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        services.TryAddSingleton(quiet ? new RunConsole(output: null, colours: false) : RunConsole.ForTerminal());
        services.TryAddSingleton<IDashboardHost, DashboardHost>();
        services.AddSingleton<LocalRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalRunner>());
        foreach (var resource in model.Resources)
        {
            // Ids and commands are annotations: they are added before anything reads annotations from another thread.
            ResourceIds.Of(resource);
            if (resource is IComputeResource)
            {
                RunCommands.Add(resource, provider => provider.GetRequiredService<LocalRunner>());
            }
        }
    }
}
