using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds a parameter's value in the configuration.</summary>
internal static class ParameterValue
{
    /// <summary><c>Parameters:name</c>, then the same with <c>_</c> for <c>-</c> (shells refuse hyphens), then the default.</summary>
    /// <exception cref="MissingParameterValueException">There is none.</exception>
    public static string Find(IConfiguration configuration, string name, ParameterDefault? @default)
    {
        var key = $"Parameters:{name}";
        return configuration[key]
            ?? configuration[key.Replace('-', '_')]
            ?? @default?.GetDefaultValue()
            ?? throw Missing(name, key);
    }

    public static MissingParameterValueException Missing(string name, string key)
        => new($"Parameter resource '{name}' has no value: set the configuration key '{key}' (environment variable {key.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_')}).");
}
