using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running.Launching;

/// <summary>The program <c>dotnet</c>.</summary>
internal static class DotNet
{
    /// <summary>The one that runs this process, found from its own runtime; the one on PATH where that fails.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

        // …/shared/Microsoft.NETCore.App/10.0.x/
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var candidate = System.IO.Path.GetFullPath(System.IO.Path.Combine(runtime, "..", "..", "..", name));
        return File.Exists(candidate) ? candidate : name;
    }
}
