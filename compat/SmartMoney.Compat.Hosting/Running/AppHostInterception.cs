using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>
/// Lets a test run an AppHost's entry point in its own process and take over at each step.
/// It flows with the execution context, so that AppHosts of tests that run at the same time do not meet.
/// </summary>
internal sealed class AppHostInterception(Assembly assembly)
{
    private static readonly AsyncLocal<AppHostInterception?> Flowing = new();

    public static AppHostInterception? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>The assembly whose entry point runs.</summary>
    public Assembly Assembly { get; } = assembly;

    /// <summary>Called before the builder is made.</summary>
    public Action<DistributedApplicationOptions, HostApplicationBuilderSettings> BuilderCreating { get; init; } = (_, _) => { };

    /// <summary>Called with the new builder.</summary>
    public Action<DistributedApplicationBuilder> BuilderCreated { get; init; } = _ => { };

    /// <summary>Called when the entry point asks to build; the entry point goes on when it returns.</summary>
    public Action<DistributedApplicationBuilder> Building { get; init; } = _ => { };

    /// <summary>Called with the built application.</summary>
    public Action<DistributedApplication> Built { get; init; } = _ => { };

    /// <summary>Called when the application has been disposed of.</summary>
    public Action Ended { get; init; } = () => { };

    /// <summary>Called in place of running.</summary>
    public Func<DistributedApplication, CancellationToken, Task> RunAsync { get; init; } = (_, _) => Task.CompletedTask;
}
