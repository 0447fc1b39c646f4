using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartMoney.Local.Ports;

/// <summary>Finds out who listens on a port.</summary>
public static partial class PortOwner
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>'<c>port 8080 is taken by process 1234 (node)</c>'.</summary>
    public static string Describe(int port)
        => Find(port) is { } owner
            ? string.Create(CultureInfo.InvariantCulture, $"port {port} is taken by process {owner.ProcessId} ({owner.Name})")
            : string.Create(CultureInfo.InvariantCulture, $"port {port} is taken by a process of another user");

    /// <summary>The process that listens on a port; null when there is none or it is not ours to see.</summary>
    public static (int ProcessId, string Name)? Find(int port)
    {
        if (!Directory.Exists("/proc/self/fd"))
        {
            return null;
        }

        var sockets = Tables
            .Where(File.Exists)
            .SelectMany(file => InodesOf(File.ReadLines(file).Skip(1), port))
            .Select(inode => $"socket:[{inode}]")
            .ToHashSet(StringComparer.Ordinal);
        return sockets.Count == 0 ? null : ProcessWith(sockets);
    }

    // Columns of /proc/net/tcp, see proc_net_tcp.txt of the kernel: sl local_address rem_address st … inode.
    private static IEnumerable<string> InodesOf(IEnumerable<string> lines, int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return lines
            .Select(line => Blanks().Split(line.Trim()))
            .Where(fields => fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith(suffix, StringComparison.Ordinal))
            .Select(fields => fields[9]);
    }

    private static (int ProcessId, string Name)? ProcessWith(HashSet<string> sockets)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Holds(folder, sockets))
            {
                return (id, NameOf(folder));
            }
        }

        return null;
    }

    private static bool Holds(string processFolder, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(processFolder, "fd"))
                .Any(descriptor => new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or it is another user's.
            return false;
        }
    }

    private static string NameOf(string processFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(processFolder, "comm")).Trim();
        }
        catch (IOException)
        {
            return "ended meanwhile";
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
