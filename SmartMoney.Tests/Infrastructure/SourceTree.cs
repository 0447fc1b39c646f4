namespace SmartMoney.Tests.Infrastructure;

/// <summary>The files of the checkout that people write, without what builds, installs and runs leave in it.</summary>
public static class SourceTree
{
    private static readonly HashSet<string> Generated = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", ".data", "bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "lib",
    };

    /// <summary>Paths relative to the root, with '/'.</summary>
    public static IEnumerable<string> Files() => FilesIn(new DirectoryInfo(Repository.Root))
        .Select(file => Path.GetRelativePath(Repository.Root, file.FullName));

    private static IEnumerable<FileInfo> FilesIn(DirectoryInfo folder) => folder.EnumerateFiles().Where(f => !Generated.Contains(f.Name))
        .Concat(folder.EnumerateDirectories().Where(d => !Generated.Contains(d.Name)).SelectMany(FilesIn));
}
