using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The checkout's own secrets: a flat JSON file of configuration keys in its data folder, readable by its owner only.
/// It takes the place of the user secrets in the home folder, so that two checkouts share nothing.
/// </summary>
internal sealed class UserSecretsFile(string path)
{
    /// <summary>The configuration key with the file's path.</summary>
    public const string PathKey = "AppHost:SecretsPath";

    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The file that the configuration names; null when it names none.</summary>
    public static UserSecretsFile? Of(IConfiguration configuration)
        => configuration[PathKey] is { Length: > 0 } path ? new UserSecretsFile(path) : null;

    /// <summary>The value of a key; one that is not there yet is made and written.</summary>
    public string GetOrSet(string key, Func<string> make)
    {
        lock (Gate)
        {
            var values = Read();
            if (!values.TryGetValue(key, out var value))
            {
                value = values[key] = make();
                Write(values);
            }

            return value;
        }
    }

    private SortedDictionary<string, string> Read()
        => File.Exists(path)
            ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllBytes(path)) ?? []
            : [];

    private void Write(SortedDictionary<string, string> values)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(stream, values, Indented);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
