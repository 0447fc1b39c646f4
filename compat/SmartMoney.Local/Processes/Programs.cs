namespace SmartMoney.Local.Processes;

/// <summary>Finds programs.</summary>
internal static class Programs
{
    /// <summary>The path of a program on PATH; null when it is not there.</summary>
    public static string? Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
