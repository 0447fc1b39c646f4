using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting;

/// <summary>The services of a built application.</summary>
internal static class ApplicationServices
{
    public static void Add(IServiceCollection services, DistributedApplicationModel model, IDistributedApplicationBuilder builder, DistributedApplicationOptions options)
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
    }
}
