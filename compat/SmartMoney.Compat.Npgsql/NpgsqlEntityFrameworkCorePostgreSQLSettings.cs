namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>
/// How a context reaches PostgreSQL. Read from <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL</c>, then from the section below it
/// that bears the connection's name, then from the one that bears the context's name; later ones win.
/// </summary>
public sealed class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    /// <summary>The connection string; <c>ConnectionStrings:{name}</c> wins over a value from the settings' sections.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>True leaves the retrying execution strategy out. Needed wherever transactions are opened by hand.</summary>
    public bool DisableRetry { get; set; }

    /// <summary>True registers no health check for the context.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>True leaves Npgsql's activity source alone.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>True leaves Npgsql's meter alone.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>Seconds a command may take; null keeps Npgsql's default of 30.</summary>
    public int? CommandTimeout { get; set; }
}
