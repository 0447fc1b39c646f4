namespace SmartMoney.Tests.Infrastructure;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Absolute path of the folder that holds SmartMoney.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where a test leaves files for a person to look at: <c>TestResults/</c>, not committed.</summary>
    public static string Results { get; } = Directory.CreateDirectory(Path.Combine(Root, "TestResults")).FullName;

    /// <summary>The absolute path of a file or folder given relative to the root.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SmartMoney.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No SmartMoney.sln above {AppContext.BaseDirectory}: run the tests in their checkout.");
    }
}
