using Npgsql;
using SmartMoney.Api.Data;

namespace SmartMoney.Tests.Infrastructure.Postgres;

/// <summary>The database that test databases are cloned from: migrated once a run and server.</summary>
internal static class TemplateDatabase
{
    /// <summary>Its name. Nothing stays connected to it: PostgreSQL clones only an idle database.</summary>
    public const string Name = "smartmoney_template";

    /// <summary>Makes it on a fresh server.</summary>
    public static async Task CreateAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        await server.CreateNamedAsync(Name, "template0", cancellationToken);
        var superuser = new NpgsqlConnectionStringBuilder(server.SuperuserTo(Name)) { Pooling = false };
        await Migrator.MigrateAsync(superuser.ConnectionString, server.AppRolePassword, cancellationToken);
    }
}
