using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Policy;

namespace SmartMoney.Deploy.Bundle;

/// <summary>What every container has: no privileges, limits, a probe, rotated logs, a restart policy.</summary>
internal sealed class ServiceFrame(DeployPolicy policy)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartPeriod = TimeSpan.FromSeconds(60);
    private const int Retries = 3;

    internal ComposeService Of(string name, ServiceEntry settings, bool once) => new(name)
    {
        Uid = settings.Uid,
        Tmpfs = settings.Tmpfs ?? ["/tmp"],
        Networks = settings.Networks ?? [],
        DependsOn = StartOrder.Of(settings),
        Probe = once ? null : Probe(name, settings.Probe),
        // A probe of the image would be waited for by nobody and run beside the job.
        NoProbe = once,
        Restart = once ? "no" : settings.Restart ?? "unless-stopped",
        StopGracePeriod = settings.StopGracePeriod is { } grace ? Sizes.Text(grace) : null,
        Scale = settings.Replicas ?? 1,
        Memory = settings.Memory,
        SharedMemory = settings.SharedMemory,
        Cpus = settings.Cpus,
        ReadOnly = settings.ReadOnly ?? true,
        Confined = true,
        Capabilities = settings.Capabilities ?? [],
        Logs = (policy.Logs.MaxSize, policy.Logs.MaxFiles),
    };

    private static ComposeProbe? Probe(string name, Probe probe) => probe.Command is { Count: > 0 } command
        ? new(
            [.. command.Select(word => PolicyText.ForService(word, name))],
            Sizes.Text(probe.Interval ?? Interval),
            Sizes.Text(probe.Timeout ?? Timeout),
            probe.Retries ?? Retries,
            Sizes.Text(probe.StartPeriod ?? StartPeriod))
        : null;
}
