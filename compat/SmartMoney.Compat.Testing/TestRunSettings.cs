using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using SmartMoney.Local.Processes;

namespace Aspire.Hosting.Testing;

/// <summary>What is different in a test: random ports, no dashboard, data that goes with the run.</summary>
internal sealed class TestRunSettings(Assembly assembly)
{
    // The server may run as another user, who has to get through to its own folder below.
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly string _data = Path.Combine(Path.GetTempPath(), $"smartmoney-test-{Guid.NewGuid():N}");

    public void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings host)
    {
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        options.AllowUnsecuredTransport = true;
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["DcpPublisher:WaitForResourceCleanup"] = "true",
            [AppHostConfiguration.DataDirectoryKey] = _data,
        };
        foreach (var (name, value) in FirstProfile()?.EnvironmentVariables ?? [])
        {
            values.TryAdd(name, value);
        }

        host.Configuration ??= new ConfigurationManager();
        host.Configuration.AddInMemoryCollection(values);
        host.EnvironmentName ??= values.GetValueOrDefault("DOTNET_ENVIRONMENT") ?? values.GetValueOrDefault("ASPNETCORE_ENVIRONMENT");
    }

    /// <summary>Makes the data folder, unless the configuration names another one: that is kept.</summary>
    public void Complete(ConfigurationManager configuration)
    {
        var own = configuration[AppHostConfiguration.DataDirectoryKey] == _data;
        configuration[AppHostConfiguration.TemporaryDataKey] = own ? "true" : "false";
        if (own)
        {
            ChildWatchdog.RemoveLater(_data);
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(_data);
            }
            else
            {
                Directory.CreateDirectory(_data, Passable);
            }
        }
    }

    /// <summary>Removes the data, once nothing uses it any more.</summary>
    public void RemoveData()
    {
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }

        ChildWatchdog.Removed(_data);
    }

    private LaunchProfile? FirstProfile()
        => DistributedApplicationBuilder.Metadata(assembly, "apphostprojectpath") is { } folder
            ? LaunchSettingsReader.Read(folder)?.Profiles.Values.FirstOrDefault()
            : null;
}
