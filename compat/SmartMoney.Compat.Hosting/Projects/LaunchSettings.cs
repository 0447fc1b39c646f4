using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The content of a <c>Properties/launchSettings.json</c>.</summary>
public sealed class LaunchSettings
{
    /// <summary>The profiles by name, in file order.</summary>
    [JsonPropertyName("profiles")]
    public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];
}

/// <summary>One way to start a project.</summary>
public sealed class LaunchProfile
{
    /// <summary>Addresses, separated by semicolons.</summary>
    [JsonPropertyName("applicationUrl")]
    public string? ApplicationUrl { get; set; }

    /// <summary>Arguments.</summary>
    [JsonPropertyName("commandLineArgs")]
    public string? CommandLineArgs { get; set; }

    /// <summary>What runs it: <c>Project</c>, or something else that is no business of ours.</summary>
    [JsonPropertyName("commandName")]
    public string? CommandName { get; set; }

    /// <summary>Whether dotnet run prints messages.</summary>
    [JsonPropertyName("dotnetRunMessages")]
    public bool? DotnetRunMessages { get; set; }

    /// <summary>Variables.</summary>
    [JsonPropertyName("environmentVariables")]
    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];

    /// <summary>The program, for profiles that are no project.</summary>
    [JsonPropertyName("executablePath")]
    public string? ExecutablePath { get; set; }

    /// <summary>Whether a browser is opened.</summary>
    [JsonPropertyName("launchBrowser")]
    public bool? LaunchBrowser { get; set; }

    /// <summary>The page that a browser opens.</summary>
    [JsonPropertyName("launchUrl")]
    public string? LaunchUrl { get; set; }
}

/// <summary>Reads launch settings and chooses profiles.</summary>
internal static class LaunchSettingsReader
{
    private static readonly JsonSerializerOptions Options = new()
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="DistributedApplicationException">The file is no JSON.</exception>
    public static LaunchSettings? Read(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllBytes(path), Options);
        }
        catch (JsonException e)
        {
            throw new DistributedApplicationException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The profile by the rules: the one asked for; the AppHost's own if the project has one of that name; the first that is a project.</summary>
    /// <exception cref="DistributedApplicationException">The profile asked for is not there.</exception>
    public static (string Name, LaunchProfile Profile)? Choose(ProjectResource project, LaunchSettings? settings, IConfiguration configuration)
    {
        if (project.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>())
        {
            return null;
        }

        if (project.TryGetLastAnnotation<LaunchProfileAnnotation>(out var asked))
        {
            return settings?.Profiles.TryGetValue(asked.LaunchProfileName, out var profile) == true
                ? (asked.LaunchProfileName, profile)
                : throw new DistributedApplicationException($"Launch settings file of project '{project.Name}' does not contain the launch profile '{asked.LaunchProfileName}'.");
        }

        var fallback = configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];
        if (fallback is not null && settings?.Profiles.TryGetValue(fallback, out var own) == true)
        {
            return (fallback, own);
        }

        return settings?.Profiles
            .Where(p => string.IsNullOrEmpty(p.Value.CommandName) || p.Value.CommandName == "Project")
            .Select(p => ((string, LaunchProfile)?)(p.Key, p.Value))
            .FirstOrDefault();
    }
}
