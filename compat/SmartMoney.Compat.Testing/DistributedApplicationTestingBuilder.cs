using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs an AppHost for a test: its entry point really runs, with random ports, without a dashboard, on a PostgreSQL with
/// data of its own that is removed at the end. A configured <c>AppHost:DataDirectory</c> is kept.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs an AppHost's entry point up to its Build.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as <c>Projects.SmartMoney_AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => RunAsync(typeof(TEntryPoint), [], (_, _) => { }, cancellationToken);

    /// <summary>Runs an AppHost's entry point with a command line up to its Build.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => RunAsync(typeof(TEntryPoint), args, (_, _) => { }, cancellationToken);

    /// <summary>Runs an AppHost's entry point up to its Build, with changed options.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
        => RunAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Runs an AppHost's entry point up to its Build.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default)
        => RunAsync(entryPoint, [], (_, _) => { }, cancellationToken);

    /// <summary>Runs an AppHost's entry point with a command line up to its Build.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default)
        => RunAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    /// <summary>Runs an AppHost's entry point up to its Build, with changed options.</summary>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    /// <exception cref="InvalidOperationException">The entry point ended without building an application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
        => RunAsync(entryPoint, args, configureBuilder, cancellationToken);

    private static async Task<IDistributedApplicationTestingBuilder> RunAsync(Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken)
    {
        if (Array.Exists(args, string.IsNullOrEmpty))
        {
            throw new ArgumentException("An argument is null or empty.", nameof(args));
        }

        var running = new AppHostEntryPoint(entryPoint.Assembly, args, configureBuilder);
        try
        {
            return new TestingBuilder(running, await running.StartAsync(cancellationToken));
        }
        catch
        {
            running.Abandon();
            throw;
        }
    }
}
