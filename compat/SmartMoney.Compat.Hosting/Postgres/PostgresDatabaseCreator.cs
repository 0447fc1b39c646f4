using System.Data.Common;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>The SQL that makes a database.</summary>
/// <param name="script">One command.</param>
internal sealed class PostgresCreationScriptAnnotation(string script) : IResourceAnnotation
{
    public string Script { get; } = script;
}

/// <summary>Makes a server's databases once it is ready.</summary>
internal static partial class PostgresDatabaseCreator
{
    public static async Task CreateAllAsync(PostgresServerResource server, IServiceProvider services, CancellationToken cancellationToken)
    {
        var address = await server.GetConnectionStringAsync(cancellationToken);
        var model = services.GetRequiredService<DistributedApplicationModel>();
        var source = NpgsqlDataSource.Create(new DbConnectionStringBuilder { ConnectionString = address, ["Database"] = "postgres" }.ConnectionString + ";Pooling=false");
        await using var _ = source;
        foreach (var database in model.Resources.OfType<PostgresDatabaseResource>().Where(d => ReferenceEquals(d.Parent, server)))
        {
            var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(database);
            await CreateAsync(source, database, logger, cancellationToken);
        }
    }

    private static async Task CreateAsync(NpgsqlDataSource source, PostgresDatabaseResource database, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            if (await ExistsAsync(source, database.DatabaseName, cancellationToken))
            {
                LogFound(logger, database.DatabaseName);
                return;
            }

            await using var command = source.CreateCommand(CreationSql(database));
            await command.ExecuteNonQueryAsync(cancellationToken);
            LogCreated(logger, database.DatabaseName);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            LogFound(logger, database.DatabaseName);
        }
        catch (NpgsqlException e)
        {
            LogFailed(logger, database.DatabaseName, e.Message);
        }
    }

    // Asked first: the server logs a refused CREATE DATABASE as an error.
    private static async Task<bool> ExistsAsync(NpgsqlDataSource source, string name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static string CreationSql(PostgresDatabaseResource database)
        => database.TryGetLastAnnotation<PostgresCreationScriptAnnotation>(out var script)
            ? script.Script
            : $"CREATE DATABASE \"{database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [LoggerMessage(1, LogLevel.Information, "Database {Database} created")]
    private static partial void LogCreated(ILogger logger, string database);

    [LoggerMessage(2, LogLevel.Debug, "Database {Database} is there")]
    private static partial void LogFound(ILogger logger, string database);

    [LoggerMessage(3, LogLevel.Error, "Database {Database} could not be created: {Reason}")]
    private static partial void LogFailed(ILogger logger, string database, string reason);
}
