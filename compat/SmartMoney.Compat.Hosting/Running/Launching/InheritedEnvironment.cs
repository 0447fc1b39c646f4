using System.Collections;

namespace Aspire.Hosting.Running.Launching;

/// <summary>What processes get of the AppHost's own environment.</summary>
internal static class InheritedEnvironment
{
    // Settings of the AppHost itself, which would mean something else to a service.
    private static readonly string[] Names = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPIRE_LOGLEVEL", "SMARTMONEY_POSTGRES"];

    // Secrets that the model hands on to whom they are meant for.
    private static readonly string[] Prefixes = ["ConnectionStrings__", "Parameters__", "AppHost__"];

    /// <summary>The AppHost's environment without its own settings, with the given variables over it.</summary>
    public static Dictionary<string, string> With(IReadOnlyDictionary<string, string> variables)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            var name = (string)entry.Key;
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase) && !Prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)))
            {
                all[name] = (string?)entry.Value ?? "";
            }
        }

        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        return all;
    }
}
