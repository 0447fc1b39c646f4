using System.Diagnostics;

namespace SmartMoney.Tests.Infrastructure;

/// <summary>Runs a command, without standard input.</summary>
public static class Shell
{
    /// <summary>Runs it in the checkout to its end and returns what it said.</summary>
    public static Task<ShellResult> RunAsync(string program, params string[] arguments) => RunAsync(program, Repository.Root, arguments);

    /// <summary>The same in a folder, with more in its environment than the tests have.</summary>
    public static async Task<ShellResult> RunAsync(string program, string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
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
