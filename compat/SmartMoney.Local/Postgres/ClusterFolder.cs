using System.Security.Cryptography;
using System.Text;
using SmartMoney.Local.Processes;

namespace SmartMoney.Local.Postgres;

/// <summary>Where a server's data is, and as whom it runs: PostgreSQL refuses root.</summary>
/// <param name="Path">The folder of one major version.</param>
/// <param name="RunAs">The user; null when this process is no root.</param>
internal sealed record ClusterFolder(string Path, SystemUser? RunAs)
{
    private const string Fallback = "/var/lib/smartmoney-dev";

    // Debian's own user for servers first; every Unix has nobody.
    private static readonly string[] PlainUsers = ["postgres", "nobody"];

    /// <summary>The folder for a major version.</summary>
    public static string Of(string dataFolder, int major) => System.IO.Path.Combine(dataFolder, FormattableString.Invariant($"postgres-{major}"));

    /// <summary>Whether there is data of a major version, there or in the folder that takes its place.</summary>
    public static bool Exists(string dataFolder, int major) => System.IO.Path.Exists(Of(dataFolder, major)) || System.IO.Path.Exists(Of(Elsewhere(dataFolder), major));

    /// <summary>Chooses the user and, where that user cannot reach the data folder, a folder it can reach.</summary>
    /// <exception cref="LocalPostgresException">There is no user to run as.</exception>
    public static ClusterFolder Choose(string dataFolder, int major, Action<string> say)
    {
        var path = Of(dataFolder, major);
        if (!Posix.IsRoot)
        {
            return new ClusterFolder(path, RunAs: null);
        }

        var user = OwnerOf(path) ?? PlainUsers.Select(SystemUser.Find).OfType<SystemUser>().FirstOrDefault()
            ?? throw new LocalPostgresException("PostgreSQL does not run as root, and this machine has no user postgres or nobody to run it as");
        System.IO.Directory.CreateDirectory(dataFolder);
        if (Access.CanEnter(user, dataFolder))
        {
            return new ClusterFolder(path, user);
        }

        var elsewhere = Elsewhere(dataFolder);
        say($"{dataFolder} is closed to the user {user.Name}, as whom the server runs for root: the data is in {elsewhere}");
        System.IO.Directory.CreateDirectory(elsewhere);
        return new ClusterFolder(Of(elsewhere, major), user);
    }

    /// <summary>Makes a folder that only the server's user may enter.</summary>
    public void MakePrivate(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (RunAs is { } user)
        {
            Posix.ChangeOwner(folder, user.Id, user.GroupId);
        }
    }

    // A name of its own for each data folder: two checkouts share nothing.
    private static string Elsewhere(string dataFolder)
        => System.IO.Path.Combine(Fallback, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..12]);

    private static SystemUser? OwnerOf(string path)
        => System.IO.Directory.Exists(path) && Access.OwnerOf(path) is { Id: not 0 } owner ? owner : null;
}
