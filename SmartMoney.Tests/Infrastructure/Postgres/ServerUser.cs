using System.Diagnostics;

namespace SmartMoney.Tests.Infrastructure.Postgres;

/// <summary>
/// The user that the server runs as. PostgreSQL refuses to run as root, so root's tests start it as
/// <c>postgres</c>, or <c>nobody</c> where there is no such user.
/// </summary>
internal static class ServerUser
{
    private static readonly string? Other = Environment.IsPrivilegedProcess ? FindOther() : null;

    /// <summary>How to start a shell script as that user, with its standard input as a pipe that we hold.</summary>
    public static ProcessStartInfo StartInfo(string script, IReadOnlyDictionary<string, string> environment)
    {
        // The script is read here and passed as text: the other user need not be able to reach the checkout.
        var start = Start("sh", "-c", File.ReadAllText(script));
        start.RedirectStandardInput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>A folder with the same binaries that the user can reach: the given one, or a copy below /tmp.</summary>
    public static async Task<string> ReachableAsync(string bin)
    {
        if (Other is null || await RunAsync(Start("test", "-x", Path.Combine(bin, "postgres"))) == 0)
            return bin;

        var installation = Path.GetDirectoryName(bin)!;
        var copy = Directory.CreateTempSubdirectory("smartmoney-test-pg-bin").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(copy, recursive: true);
        await RunAsync(new ProcessStartInfo("cp", ["-rP", installation + "/.", copy]));
        await RunAsync(new ProcessStartInfo("chmod", ["-R", "a+rX", copy]));
        return Path.Combine(copy, Path.GetFileName(bin));
    }

    private static ProcessStartInfo Start(params string[] command)
    {
        string[] prefix = Other is null
            ? []
            : ["setpriv", $"--reuid={Other}", $"--regid={(Other == "nobody" ? "nogroup" : Other)}", "--clear-groups", "--"];
        string[] all = [.. prefix, .. command];
        return new ProcessStartInfo(all[0], all[1..]) { WorkingDirectory = "/" };
    }

    private static async Task<int> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string FindOther() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}
