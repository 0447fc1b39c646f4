using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SmartMoney.Api.Data;

/// <summary>
/// Brings a database to the schema of this build: roles, extensions, migrations. Safe to run again and from two
/// places at once. Needs a superuser's connection; the schema belongs to <c>smartmoney_owner</c>, which cannot log in.
/// </summary>
public static class Migrator
{
    /// <summary>Key of the advisory lock that lets one migration run at a time in a database ("SmMy").</summary>
    private const long Lock = 0x536D4D79;

    /// <summary>Migrates the database that <paramref name="superuser"/> points to, creating it where it is missing.</summary>
    /// <param name="superuser">Connection string of a superuser.</param>
    /// <param name="appRolePassword">Password to give to the API's role; null leaves the role as it is.</param>
    /// <param name="cancel">Ends the wait and the migration.</param>
    public static async Task MigrateAsync(string superuser, string? appRolePassword, CancellationToken cancel)
    {
        await CreateDatabaseAsync(superuser, cancel);

        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync(cancel);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({Lock})", cancel);
        await CreateRolesAsync(connection, appRolePassword, cancel);

        var asOwner = new NpgsqlConnectionStringBuilder(superuser) { Options = "-c role=smartmoney_owner", Pooling = false };
        await using var context = DesignTime.Create(asOwner.ConnectionString);
        await context.Database.MigrateAsync(cancel);
    }

    private static async Task CreateDatabaseAsync(string superuser, CancellationToken cancel)
    {
        var target = new NpgsqlConnectionStringBuilder(superuser);
        var maintenance = new NpgsqlConnectionStringBuilder(superuser) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = target.Database } },
        };
        if (await exists.ExecuteScalarAsync(cancel) is not null)
            return;

        var name = target.Database!.Replace("\"", "\"\"", StringComparison.Ordinal);
        try
        {
            await ExecuteAsync(connection, $"CREATE DATABASE \"{name}\"", cancel);
        }
        catch (PostgresException clash) when (clash.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Somebody else created it in the meantime: what was wanted.
        }
    }

    private static async Task CreateRolesAsync(NpgsqlConnection connection, string? appRolePassword, CancellationToken cancel)
    {
        await ExecuteAsync(connection, await SqlResource.ReadAsync("000_roles.sql", cancel), cancel);
        if (appRolePassword is null)
            return;

        // A role's password cannot be a parameter of ALTER ROLE; the server quotes it.
        await using var quote = new NpgsqlCommand("SELECT format('ALTER ROLE smartmoney_app PASSWORD %L', $1)", connection)
        {
            Parameters = { new() { Value = appRolePassword } },
        };
        var alter = (string)(await quote.ExecuteScalarAsync(cancel))!;
        await RetryingRaces(() => ExecuteAsync(connection, alter, cancel));
    }

    // Roles belong to the whole cluster: another database's migration may change the same row at the same time.
    private static async Task RetryingRaces(Func<Task> action)
    {
        const string TupleConcurrentlyUpdated = PostgresErrorCodes.InternalError;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await action();
                return;
            }
            catch (PostgresException race) when (race.SqlState == TupleConcurrentlyUpdated && attempt < 10)
            {
            }
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "Our own resources, and names quoted above.")]
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
