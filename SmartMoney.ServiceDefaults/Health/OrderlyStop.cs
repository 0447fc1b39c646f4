using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SmartMoney.ServiceDefaults.Health;

/// <summary>
/// On stop: readiness fails first, then the service goes on taking requests for the drain delay so that whoever balances over it can
/// turn away, and only then do the listeners close and the running requests finish.
/// </summary>
internal sealed partial class OrderlyStop(ReadinessGate gate, IOptions<ShutdownOptions> options, TimeProvider clock, ILogger<OrderlyStop> log)
    : IHostedLifecycleService
{
    // The host asks every lifecycle service before it stops the first hosted service, the web server included.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        gate.Close();
        var delay = options.Value.DrainDelay!.Value;
        if (delay == TimeSpan.Zero)
            return;
        LogDraining(delay.TotalSeconds);
        try
        {
            await Task.Delay(delay, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host has run out of patience: close at once.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(9001, LogLevel.Information, "Stopping: not ready any more; requests are still taken for {Seconds} s")]
    private partial void LogDraining(double seconds);
}

/// <summary>How a service stops.</summary>
public sealed record ShutdownOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shutdown";

    /// <summary>The longest drain allowed.</summary>
    public static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(2);

    /// <summary>Time between failing readiness and closing the listeners. Default: none in Development, 5 s elsewhere.</summary>
    public TimeSpan? DrainDelay { get; set; }
}

/// <summary>Registers the orderly stop.</summary>
internal static class OrderlyStopSetup
{
    // What the host grants running requests after the drain; more than the slowest page, less than a supervisor's patience.
    private static readonly TimeSpan GraceAfterDrain = TimeSpan.FromSeconds(25);

    internal static void AddOrderlyStop(this IHostApplicationBuilder builder)
    {
        var fallback = builder.Environment.IsDevelopment() ? TimeSpan.Zero : TimeSpan.FromSeconds(5);
        builder.Services.AddOptions<ShutdownOptions>()
            .BindConfiguration(ShutdownOptions.Section)
            .PostConfigure(options => options.DrainDelay ??= fallback)
            .Validate(
                static options => options.DrainDelay >= TimeSpan.Zero && options.DrainDelay <= ShutdownOptions.LongestDrain,
                string.Create(CultureInfo.InvariantCulture, $"{ShutdownOptions.Section}:DrainDelay must be between 00:00:00 and {ShutdownOptions.LongestDrain}."))
            .ValidateOnStart();
        builder.Services.AddOptions<HostOptions>()
            .Configure<IOptions<ShutdownOptions>>(static (host, stop) => host.ShutdownTimeout = stop.Value.DrainDelay!.Value + GraceAfterDrain);
        builder.Services.AddHostedService<OrderlyStop>();
    }
}
