using Aspire.Hosting.ApplicationModel;
using SmartMoney.Local.Processes;

namespace Aspire.Hosting.Running.Launching;

/// <summary>A container behind the process that runs it in the foreground.</summary>
internal sealed class LaunchedContainer(LaunchedProcess process, string runtime, string name) : ILaunched
{
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(20);

    public int? ProcessId => process.ProcessId;

    public Task<int> Exited => process.Exited;

    public IReadOnlyList<ResourcePropertySnapshot> Facts { get; } = [.. process.Facts, new ResourcePropertySnapshot("container.name", name)];

    public async Task StopAsync()
    {
        await process.StopAsync();

        // It has removed itself by now, unless its process had to be killed.
        await using var removal = ChildProcess.Start(new ChildProcessStart(runtime, ["rm", "--force", name]));
        await Task.WhenAny(removal.Exited, Task.Delay(RemovalLimit));
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}

/// <summary>Finds the program that runs containers.</summary>
internal static class ContainerRuntime
{
    /// <summary>docker, else podman; null when there is neither.</summary>
    public static string? Find() => Programs.Find("docker") ?? Programs.Find("podman");
}
