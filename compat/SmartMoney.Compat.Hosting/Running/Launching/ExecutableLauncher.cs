using Aspire.Hosting.ApplicationModel;
using SmartMoney.Local.Processes;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Starts programs of this machine.</summary>
internal sealed class ExecutableLauncher : ILauncher
{
    public Task<ILaunched> LaunchAsync(Launch launch, CancellationToken cancellationToken)
    {
        var executable = (ExecutableResource)launch.Resource;
        var isPath = executable.Command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!Directory.Exists(executable.WorkingDirectory))
        {
            throw new DistributedApplicationException($"its folder {executable.WorkingDirectory} is not there");
        }

        return Task.FromResult<ILaunched>(LaunchedProcess.Start(new ChildProcessStart(
            isPath ? Path.GetFullPath(executable.Command, executable.WorkingDirectory) : executable.Command,
            launch.Arguments)
        {
            WorkingDirectory = executable.WorkingDirectory,
            Environment = InheritedEnvironment.With(launch.Environment),
            OnLine = launch.Output.Line,
        }));
    }
}
