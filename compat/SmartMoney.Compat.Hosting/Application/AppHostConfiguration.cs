using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The configuration keys that the AppHost sets or understands beside its own.</summary>
internal static class AppHostConfiguration
{
    /// <summary>Where a run keeps its data: passwords, the database.</summary>
    public const string DataDirectoryKey = "AppHost:DataDirectory";

    /// <summary>Whether that data goes with the run.</summary>
    public const string TemporaryDataKey = "AppHost:TemporaryData";

    /// <summary>Debug or Release: the AppHost's own, in which its projects are built too.</summary>
    public const string BuildConfigurationKey = "AppHost:BuildConfiguration";

    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Publishing:OutputPath",
        ["--step"] = "Pipeline:Step",
        ["--log-level"] = "Pipeline:LogLevel",
    };

    public static void Complete(ConfigurationManager configuration, DistributedApplicationOptions options, string directory, string path, string? name)
    {
        if (options.Args is { Length: > 0 } args)
        {
            configuration.AddCommandLine(args, Switches);
        }

        var publishing = configuration["Publishing:Publisher"] is not null || configuration["AppHost:Operation"] is "publish";
        var pathHash = Hash(path.ToLowerInvariant());
        var nameHash = Hash(name ?? "");
        var data = Path.GetFullPath(configuration[DataDirectoryKey] ?? Path.Combine(Checkout.RootOf(directory), ".data"), directory);
        configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["AppHost:Directory"] = directory,
            ["AppHost:Path"] = path,
            ["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? name,
            ["AppHost:PathSha256"] = pathHash,
            ["AppHost:ProjectNameSha256"] = nameHash,
            ["AppHost:Sha256"] = publishing ? nameHash : pathHash,
            [DataDirectoryKey] = data,
            [UserSecretsFile.PathKey] = Path.Combine(data, "secrets.json"),
        });
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
