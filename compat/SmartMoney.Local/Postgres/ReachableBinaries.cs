using SmartMoney.Local.Processes;

namespace SmartMoney.Local.Postgres;

/// <summary>Makes sure that the user as whom the server runs can run its programs.</summary>
internal static class ReachableBinaries
{
    /// <summary>The programs themselves, or a copy beside the data where they are in a folder that is closed to that user.</summary>
    public static PostgresBinaries For(ClusterFolder folder, PostgresBinaries binaries, Action<string> say)
    {
        if (folder.RunAs is not { } user || Access.CanEnter(user, binaries.Postgres))
        {
            return binaries;
        }

        // The programs find their libraries and extensions by their own place: the whole tree goes along.
        var tree = Path.GetDirectoryName(binaries.Directory)!;
        var copy = Path.Combine(Path.GetDirectoryName(folder.Path)!, $"programs-{binaries.Version}");
        if (!Directory.Exists(copy))
        {
            say($"{binaries.Directory} is closed to the user {user.Name}: its programs are copied to {copy}");
            var begun = copy + ".new";
            CopyTree(tree, begun);
            Directory.Move(begun, copy);
        }

        return binaries with { Directory = Path.Combine(copy, Path.GetFileName(binaries.Directory)) };
    }

    private static void CopyTree(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo)
            {
                CopyTree(entry.FullName, target);
            }
            else
            {
                File.Copy(entry.FullName, target);
            }
        }
    }
}
