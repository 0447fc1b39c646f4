using Aspire.Hosting.ApplicationModel;
using SmartMoney.Local.Processes;

namespace Aspire.Hosting.Running.Launching;

/// <summary>A process of this machine.</summary>
internal sealed class LaunchedProcess(ChildProcess process, ChildProcessStart start) : ILaunched
{
    // Longer than the drain time of a service that fails its readiness first.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(15);

    public int? ProcessId => process.Id;

    public Task<int> Exited => process.Exited;

    public IReadOnlyList<ResourcePropertySnapshot> Facts { get; } =
    [
        new(KnownProperties.ExecutablePath, start.FileName),
        new(KnownProperties.ExecutableArgs, string.Join(' ', start.Arguments)) { IsSensitive = true },
        new(KnownProperties.WorkingDirectory, start.WorkingDirectory),
    ];

    public Task StopAsync() => process.StopAsync(StopGrace);

    public ValueTask DisposeAsync() => process.DisposeAsync();

    /// <exception cref="DistributedApplicationException">It could not be started.</exception>
    public static LaunchedProcess Start(ChildProcessStart start)
    {
        try
        {
            return new LaunchedProcess(ChildProcess.Start(start), start);
        }
        catch (IOException e)
        {
            throw new DistributedApplicationException(e.Message, e);
        }
    }
}
