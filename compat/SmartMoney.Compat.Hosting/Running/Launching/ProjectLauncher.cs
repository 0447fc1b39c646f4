using Aspire.Hosting.ApplicationModel;
using SmartMoney.Local.Processes;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Starts .NET projects: what the AppHost's build has built directly, others through <c>dotnet run</c>.</summary>
internal sealed class ProjectLauncher(string buildConfiguration) : ILauncher
{
    public Task<ILaunched> LaunchAsync(Launch launch, CancellationToken cancellationToken)
    {
        var project = (ProjectResource)launch.Resource;
        var metadata = project.GetProjectMetadata();
        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException($"its project {metadata.ProjectPath} is not there");
        }

        var built = metadata.SuppressBuild ? ProjectOutput.Find(metadata.ProjectPath, buildConfiguration) : null;
        IEnumerable<string> command = built is not null
            ? [built]
            : ["run", "--project", metadata.ProjectPath, .. metadata.SuppressBuild ? (string[])["--no-build"] : [], "--configuration", buildConfiguration, "--no-launch-profile", "--"];
        var profile = project.TryGetLastAnnotation<ChosenLaunchProfileAnnotation>(out var chosen) ? chosen.Profile.CommandLineArgs : null;
        return Task.FromResult<ILaunched>(LaunchedProcess.Start(new ChildProcessStart(DotNet.Path, [.. command, .. Words.Split(profile), .. launch.Arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(metadata.ProjectPath),
            Environment = InheritedEnvironment.With(launch.Environment),
            OnLine = launch.Output.Line,
        }));
    }
}
