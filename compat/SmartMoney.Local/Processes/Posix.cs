using System.Runtime.InteropServices;

namespace SmartMoney.Local.Processes;

/// <summary>The few calls of POSIX that .NET has no name for.</summary>
internal static partial class Posix
{
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    /// <summary>Whether the process runs as root.</summary>
    public static bool IsRoot => !OperatingSystem.IsWindows() && GetEffectiveUserId() == 0;

    /// <summary>Sends a signal to a process; a process that is gone is no error.</summary>
    public static void Signal(int processId, int signal) => _ = Kill(processId, signal);

    /// <summary>Sends a signal to all processes of a group; a group that is gone is no error.</summary>
    public static void SignalGroup(int groupId, int signal) => _ = Kill(-groupId, signal);

    /// <summary>Whether there is such a process.</summary>
    public static bool Exists(int processId)
    {
        const int NotPermitted = 1;
        return Kill(processId, 0) == 0 || Marshal.GetLastPInvokeError() == NotPermitted;
    }

    /// <summary>Gives a file or folder to a user.</summary>
    /// <exception cref="IOException">It was refused.</exception>
    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (Chown(path, user, group) != 0)
        {
            throw new IOException($"{path} could not be given to user {user}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Chown(string path, uint user, uint group);
}
