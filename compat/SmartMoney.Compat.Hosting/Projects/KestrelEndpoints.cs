using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Endpoints that a project's appsettings configure for Kestrel; they take the place of the launch profile's.</summary>
internal static class KestrelEndpoints
{
    public static IReadOnlyList<(string Name, BindingAddress Address)> Read(string projectDirectory, string environment)
    {
        if (!Directory.Exists(projectDirectory))
        {
            return [];
        }

        var settings = new ConfigurationBuilder()
            .SetBasePath(projectDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .Build();
        return [.. settings.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(e => e["Url"] is { Length: > 0 })
            .Select(e => (e.Key, BindingAddress.Parse(e["Url"]!)))];
    }
}
