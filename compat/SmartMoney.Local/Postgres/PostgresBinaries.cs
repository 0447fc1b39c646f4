using System.Globalization;

namespace SmartMoney.Local.Postgres;

/// <summary>The programs of one installed PostgreSQL.</summary>
/// <param name="Directory">The folder with <c>postgres</c> and <c>initdb</c>, without symbolic links.</param>
/// <param name="Version">The version as the server says it, such as <c>18.4</c> or <c>15.14</c>.</param>
/// <param name="Source">Where it was found, for people.</param>
public sealed record PostgresBinaries(string Directory, string Version, string Source)
{
    /// <summary>The oldest major version that SmartMoney's SQL runs on.</summary>
    public const int OldestMajor = 15;

    /// <summary>The major version.</summary>
    public int Major => int.Parse(new string([.. Version.TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);

    internal string Postgres => Path.Combine(Directory, "postgres");

    internal string InitDb => Path.Combine(Directory, "initdb");
}
