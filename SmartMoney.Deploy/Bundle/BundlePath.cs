namespace SmartMoney.Deploy.Bundle;

/// <summary>Paths between manifest, bundle and build context, with '/' and without going through the file system.</summary>
internal static class BundlePath
{
    /// <summary>A path below a folder; Compose takes it for a path, not for a name, when it begins with a dot.</summary>
    internal static string Join(string folder, string path)
    {
        if (path.StartsWith('/'))
            return path;
        var joined = Plain($"{folder}/{path}");
        return joined.StartsWith('.') ? joined : $"./{joined}";
    }

    /// <summary>The path from one folder to a file, both relative to the same place; null where that takes names that nobody knows.</summary>
    internal static string? Relative(string folder, string path)
    {
        var from = Steps(folder);
        var to = Steps(path);
        var common = 0;
        while (common < from.Count && common < to.Count && from[common] == to[common])
            common++;
        if (from.Skip(common).Contains("..", StringComparer.Ordinal))
            return null;
        return string.Join('/', [.. Enumerable.Repeat("..", from.Count - common), .. to.Skip(common)]);
    }

    /// <summary>A path without '.', and without '..' where it undoes a step.</summary>
    internal static string Plain(string path) => string.Join('/', Steps(path)) is { Length: > 0 } plain ? plain : ".";

    private static List<string> Steps(string path)
    {
        var steps = new List<string>();
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0 && steps[^1] != "..")
                steps.RemoveAt(steps.Count - 1);
            else if (step != ".")
                steps.Add(step);
        }
        return steps;
    }
}
