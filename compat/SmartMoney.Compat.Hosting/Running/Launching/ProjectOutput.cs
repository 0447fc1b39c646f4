using System.Xml.Linq;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Finds what a project's build has made.</summary>
internal static class ProjectOutput
{
    /// <summary>The newest assembly in the project's output folders of this configuration; null when there is none.</summary>
    public static string? Find(string projectPath, string configuration)
    {
        var folder = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin", configuration);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var file = AssemblyName(projectPath) + ".dll";
        return Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories)
            .Where(path => File.Exists(Path.ChangeExtension(path, ".runtimeconfig.json")))
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .FirstOrDefault();
    }

    private static string AssemblyName(string projectPath)
        => XDocument.Load(projectPath).Descendants("AssemblyName").FirstOrDefault()?.Value
            ?? Path.GetFileNameWithoutExtension(projectPath);
}
