using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Console;
using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Launching;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>What all replicas of a run share.</summary>
internal sealed record RunContext(
    IServiceProvider Services,
    ResourceNotificationService Notifications,
    ResourceLoggerService Loggers,
    IDistributedApplicationEventing Eventing,
    HealthCheckService HealthChecks,
    DistributedApplicationExecutionContext Execution,
    RunConsole Console,
    SecretMask Mask,
    Func<IResource, ILauncher?> LauncherOf,
    Func<IResource, ILogger?> ForwardTo);
