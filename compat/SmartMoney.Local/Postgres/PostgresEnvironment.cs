namespace SmartMoney.Local.Postgres;

/// <summary>The environment of PostgreSQL's programs.</summary>
internal static class PostgresEnvironment
{
    // libpq's and the server's own variables (PGDATA, PGPORT, PGHOST …) of the developer's shell must not steer this server.
    private static readonly string[] Kept = ["PATH", "HOME", "TMPDIR", "TZ", "LD_LIBRARY_PATH"];

    public static IReadOnlyDictionary<string, string> Current()
    {
        var variables = Kept
            .Select(name => (name, value: Environment.GetEnvironmentVariable(name)))
            .Where(v => v.value is not null)
            .ToDictionary(v => v.name, v => v.value!, StringComparer.Ordinal);
        variables["LC_ALL"] = OperatingSystem.IsLinux() ? "C.UTF-8" : "C";
        return variables;
    }
}
