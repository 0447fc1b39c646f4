using System.Globalization;
using SmartMoney.Local.Processes;

namespace SmartMoney.Local.Postgres;

/// <summary>The file <c>postmaster.pid</c> by which PostgreSQL keeps two servers off one data folder.</summary>
internal static class PostmasterFile
{
    private const int StatusLine = 7;

    private static readonly TimeSpan OrphanGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Removes the file of a server that is gone, even when its process id now belongs to something else;
    /// waits for a server that is about to end because its starter was killed.
    /// </summary>
    /// <exception cref="LocalPostgresException">A server runs on this data folder.</exception>
    public static async Task ClearAsync(string cluster, CancellationToken cancellationToken)
    {
        var file = Path.Combine(cluster, "postmaster.pid");
        var until = TimeProvider.System.GetTimestamp();
        while (ProcessOf(file) is { } id && Runs(id, cluster))
        {
            if (TimeProvider.System.GetElapsedTime(until) > OrphanGrace)
            {
                throw new LocalPostgresException(string.Create(CultureInfo.InvariantCulture, $"its data in {cluster} is in use by process {id} (postgres) of another run; stop that first"));
            }

            await Task.Delay(Pause, cancellationToken);
        }

        File.Delete(file);
    }

    /// <summary>Whether the server says in its file that it takes connections: the eighth line, since PostgreSQL 10.</summary>
    public static bool SaysReady(string cluster)
    {
        try
        {
            return File.ReadLines(Path.Combine(cluster, "postmaster.pid")).ElementAtOrDefault(StatusLine)?.Trim() == "ready";
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int? ProcessOf(string file)
        => File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static bool Runs(int processId, string cluster)
    {
        if (!Posix.Exists(processId))
        {
            return false;
        }

        try
        {
            // Elsewhere than on Linux a live process of that id has to be believed.
            return !Directory.Exists("/proc/self")
                || File.ReadAllText(FormattableString.Invariant($"/proc/{processId}/cmdline")).Split('\0').Contains(cluster);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
