namespace Aspire.Hosting;

/// <summary>The checkout that an AppHost belongs to. Its data lives there, so two checkouts share nothing.</summary>
internal static class Checkout
{
    /// <summary>The nearest folder at or above this one with a repository or a solution; the folder itself where there is none.</summary>
    public static string RootOf(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")) || folder.Exists && folder.EnumerateFiles("*.sln*").Any())
            {
                return folder.FullName;
            }
        }

        return directory;
    }
}
