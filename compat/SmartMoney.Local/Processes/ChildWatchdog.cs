using System.Diagnostics;
using System.Globalization;

namespace SmartMoney.Local.Processes;

/// <summary>
/// Ends the children when this process is killed and cannot do it itself. A shell in a session of its own reads from a pipe
/// what to watch; the end of the pipe is the end of this process, however it came.
/// </summary>
internal static class ChildWatchdog
{
    // Asks everyone once, waits up to 20 s for all, then forces what is left; folders go last.
    private const string Script =
        """
        trap '' HUP INT TERM QUIT
        list= ; folders=
        while read -r what name signal scope; do
          case $what in
            watch) list="$list $name:$signal:$scope" ;;
            forget) kept= ; for e in $list; do [ "${e%%:*}" = "$name" ] || kept="$kept $e"; done; list=$kept ;;
            folder) folders="$folders $name" ;;
            keep) kept= ; for f in $folders; do [ "$f" = "$name" ] || kept="$kept $f"; done; folders=$kept ;;
          esac
        done
        for e in $list; do
          id=${e%%:*}; rest=${e#*:}
          [ "${rest#*:}" = group ] && id=-$id
          kill -s "${rest%%:*}" -- "$id" 2>/dev/null
        done
        turns=0
        while [ $turns -lt 100 ]; do
          alive=
          for e in $list; do kill -0 "${e%%:*}" 2>/dev/null && alive=1; done
          [ -z "$alive" ] && break
          turns=$((turns + 1)); sleep 0.2
        done
        for e in $list; do kill -s KILL -- "-${e%%:*}" "${e%%:*}" 2>/dev/null; done
        for f in $folders; do rm -rf -- "$f"; done
        """;

    private static readonly Lock Gate = new();
    private static readonly Lazy<StreamWriter?> Pipe = new(Start);

    /// <summary>Ends the process when this one dies.</summary>
    public static void Watch(int processId, StopSignal signal)
        => Tell(string.Create(CultureInfo.InvariantCulture, $"watch {processId} {signal.Name} {(signal.WholeGroup && CommandLine.HasOwnGroup ? "group" : "alone")}"));

    /// <summary>The process has ended.</summary>
    public static void Forget(int processId) => Tell(string.Create(CultureInfo.InvariantCulture, $"forget {processId}"));

    /// <summary>Removes the folder when this process dies. Its path must be without blanks.</summary>
    public static void RemoveLater(string folder) => Tell($"folder {folder}");

    /// <summary>The folder has been removed.</summary>
    public static void Removed(string folder) => Tell($"keep {folder}");

    private static void Tell(string line)
    {
        lock (Gate)
        {
            try
            {
                Pipe.Value?.WriteLine(line);
            }
            catch (IOException)
            {
                // Someone ended the watchdog: the orderly ways to stop still work.
            }
        }
    }

    private static StreamWriter? Start()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        string[] line = CommandLine.HasOwnGroup ? [Programs.Find("setsid")!, "sh", "-c", Script] : ["sh", "-c", Script];
        var info = new ProcessStartInfo(line[0], line.Skip(1)) { RedirectStandardInput = true, UseShellExecute = false };
        var shell = Process.Start(info)!;
        shell.StandardInput.AutoFlush = true;
        return shell.StandardInput;
    }
}
