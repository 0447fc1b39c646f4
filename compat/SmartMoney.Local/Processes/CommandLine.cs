using System.Globalization;

namespace SmartMoney.Local.Processes;

/// <summary>
/// Puts the small programs before a command that make it what a child should be. Each of them replaces itself by the next
/// (exec), so the process id stays that of the command.
/// </summary>
internal static class CommandLine
{
    private static readonly string? SetSid = OperatingSystem.IsWindows() ? null : Programs.Find("setsid");
    private static readonly string? SetPriv = OperatingSystem.IsWindows() ? null : Programs.Find("setpriv");

    /// <summary>Whether a child gets a session, and with it a process group, of its own.</summary>
    public static bool HasOwnGroup => SetSid is not null;

    /// <exception cref="InvalidOperationException">There is no way here to run as another user.</exception>
    public static IReadOnlyList<string> Of(ChildProcessStart start)
    {
        var line = new List<string>();
        if (SetSid is not null)
        {
            line.Add(SetSid);
        }

        if (start.RunAs is { } user)
        {
            line.Add(SetPriv ?? throw new InvalidOperationException($"{start.FileName} must run as the user {user.Name}; that needs the program setpriv (package util-linux)."));
            line.AddRange(["--reuid", Text(user.Id), "--regid", Text(user.GroupId), "--clear-groups", "--"]);
        }

        line.Add(start.FileName);
        line.AddRange(start.Arguments);
        return line;
    }

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
