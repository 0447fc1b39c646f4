using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using SmartMoney.Local.Processes;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Starts containers by the program docker, in the foreground: they end with it.</summary>
internal sealed class ContainerLauncher(IConfiguration configuration, DistributedApplicationOptions options) : ILauncher
{
    private const int HashLength = 10;

    public Task<ILaunched> LaunchAsync(Launch launch, CancellationToken cancellationToken)
    {
        var container = (ContainerResource)launch.Resource;
        var runtime = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? ContainerRuntime.Find()
            ?? throw new DistributedApplicationException(container is PostgresServerResource
                ? "no PostgreSQL 15 or newer was found on PATH or in the usual folders, and neither docker nor podman to run one in"
                : "neither docker nor podman was found to run its container");
        if (!launch.Resource.TryGetContainerImageName(out var image))
        {
            throw new DistributedApplicationException("it has no image");
        }

        launch.Output.Say($"a container of {image}");
        var name = container.TryGetLastAnnotation<ContainerNameAnnotation>(out var own) ? own.Name : launch.Id;
        var process = LaunchedProcess.Start(new ChildProcessStart(runtime, [.. Arguments(container, launch, name, image)])
        {
            // The runtime takes the value of a variable that is only named from its own environment: no secret is on its command line.
            Environment = InheritedEnvironment.With(launch.Environment),
            OnLine = launch.Output.Line,

            // The runtime hands the signal on. PostgreSQL would wait for its clients on any other.
            StopSignal = container is PostgresServerResource ? StopSignal.Interrupt : StopSignal.Terminate with { WholeGroup = false },
        });
        return Task.FromResult<ILaunched>(new LaunchedContainer(process, runtime, name));
    }

    private IEnumerable<string> Arguments(ContainerResource container, Launch launch, string name, string image)
    {
        List<string> arguments = ["run", "--rm", "--name", name];
        foreach (var endpoint in container.Annotations.OfType<EndpointAnnotation>())
        {
            arguments.AddRange(["-p", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{endpoint.AllocatedEndpoint!.Port}:{endpoint.TargetPort}")]);
        }

        foreach (var mount in container.Annotations.OfType<ContainerMountAnnotation>())
        {
            arguments.AddRange(["-v", $"{Source(mount)}{mount.Target}{(mount.IsReadOnly ? ":ro" : "")}"]);
        }

        foreach (var variable in launch.Environment.Keys)
        {
            arguments.AddRange(["-e", variable]);
        }

        if (container.Entrypoint is { } entrypoint)
        {
            arguments.AddRange(["--entrypoint", entrypoint]);
        }

        return [.. arguments, options.ContainerRegistryOverride is { } registry ? $"{registry}/{image}" : image, .. launch.Arguments];
    }

    // Two checkouts share nothing: the volume's name carries the checkout's.
    private string Source(ContainerMountAnnotation mount)
        => mount switch
        {
            { Source: null } => "",
            { Type: ContainerMountType.Volume } => $"{mount.Source}-{configuration["AppHost:PathSha256"]![..HashLength].ToLowerInvariant()}:",
            _ => mount.Source + ":",
        };
}
