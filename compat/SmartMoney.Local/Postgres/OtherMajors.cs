using System.Globalization;

namespace SmartMoney.Local.Postgres;

/// <summary>Data of one major version cannot be read by another: each has a folder of its own.</summary>
internal static class OtherMajors
{
    private const string Prefix = "postgres-";

    /// <summary>Says so when new data is about to be made beside data of another version, which would seem to be lost.</summary>
    public static void Mention(string cluster, int major, Action<string> say)
    {
        var parent = Path.GetDirectoryName(cluster)!;
        if (Directory.Exists(cluster) || !Directory.Exists(parent))
        {
            return;
        }

        var others = Directory.EnumerateDirectories(parent, Prefix + "*")
            .Select(folder => Path.GetFileName(folder)[Prefix.Length..])
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToArray();
        if (others.Length > 0)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"{parent} has data of PostgreSQL {string.Join(", ", others)}, which {major} cannot read: it starts empty. To go on with the old data, name the folder of that version's programs in {PostgresSearch.BinVariable}"));
        }
    }
}
