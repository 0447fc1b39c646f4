using System.Globalization;

namespace SmartMoney.Benchmarks;

/// <summary>Reads the resident memory of the services that this process has started, from /proc.</summary>
internal static class ServiceMemory
{
    /// <summary>The services of those names among this process's descendants, with their resident megabytes.</summary>
    public static IReadOnlyList<(string Name, double Megabytes)> Read(IReadOnlyList<string> names)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToDictionary(id => id, id => Status(id, "PPid:"));
        return
        [
            .. from id in parents.Keys
               where Descends(id, parents)
               let command = Command(id)
               let name = names.FirstOrDefault(name => command.Any(word => word.EndsWith(name + ".dll", StringComparison.Ordinal) || word.EndsWith("/" + name, StringComparison.Ordinal)))
               where name is not null
               orderby name
               select (name, Status(id, "VmRSS:") / 1024.0),
        ];
    }

    private static bool Descends(int id, Dictionary<int, int> parents)
    {
        while (parents.TryGetValue(id, out var parent) && parent > 1)
        {
            if (parent == Environment.ProcessId)
                return true;
            id = parent;
        }

        return false;
    }

    private static string[] Command(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return []; // ended in the meantime
        }
    }

    private static int Status(int id, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
            return line is null ? 0 : int.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
