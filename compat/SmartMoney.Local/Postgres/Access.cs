using System.Diagnostics;
using System.Globalization;
using SmartMoney.Local.Processes;

namespace SmartMoney.Local.Postgres;

/// <summary>Asks the system what a user may do.</summary>
internal static class Access
{
    /// <summary>Whether the user may go into a folder, or run a program.</summary>
    public static bool CanEnter(SystemUser user, string path)
    {
        var line = CommandLine.Of(new ChildProcessStart("test", ["-x", path]) { RunAs = user });
        return Run(line).ExitCode == 0;
    }

    /// <summary>Who owns a file or folder; null where that cannot be told.</summary>
    public static SystemUser? OwnerOf(string path)
    {
        var (exitCode, output) = Run(["stat", "-c", "%u", path]);
        return exitCode == 0 && uint.TryParse(output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? SystemUser.Find(id) : null;
    }

    private static (int ExitCode, string Output) Run(IReadOnlyList<string> line)
    {
        using var process = Process.Start(new ProcessStartInfo(line[0], line.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
