using System.Diagnostics;

namespace SmartMoney.Tests.Infrastructure;

/// <summary>Runs a command in the checkout, without standard input.</summary>
public static class Shell
{
    /// <summary>Runs it to its end and returns what it said.</summary>
    public static async Task<ShellResult> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ShellResult(process.ExitCode, await output, await error);
    }
}

/// <summary>How a command ended.</summary>
public sealed record ShellResult(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of standard output that is not empty.</summary>
    public string LastLine => Output.TrimEnd().Split('\n')[^1];
}
