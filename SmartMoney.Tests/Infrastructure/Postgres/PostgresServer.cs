using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace SmartMoney.Tests.Infrastructure.Postgres;

/// <summary>
/// One throw-away cluster a major version and test run, shared by all test classes, with one migrated template
/// database to clone. Started at its first use; ended with the process by <c>server.sh</c>.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> Debian15 = new(() => StartAsync(PostgresInstallation.Debian15));
    private static readonly Lazy<Task<PostgresServer>> Npm18 = new(() => StartAsync(PostgresInstallation.Npm18));
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim cloning = new(1);
    private readonly string superuserPassword;
    private readonly int port;
    private int clones;

    private PostgresServer(PostgresInstallation installation, int port, string superuserPassword)
    {
        Installation = installation;
        this.port = port;
        this.superuserPassword = superuserPassword;
    }

    /// <summary>Which PostgreSQL this is.</summary>
    public PostgresInstallation Installation { get; }

    /// <summary>The password of role smartmoney_app on this cluster.</summary>
    public string AppRolePassword { get; } = RandomNumberGenerator.GetHexString(24);

    /// <summary>The running server of an installation.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, or does not start: the message has its log.</exception>
    public static Task<PostgresServer> OfAsync(PostgresInstallation installation) =>
        installation == PostgresInstallation.Debian15 ? Debian15.Value : Npm18.Value;

    /// <summary>Connection string of the superuser to <paramref name="database"/>.</summary>
    public string SuperuserTo(string database) => ConnectionString(database, "postgres", superuserPassword);

    /// <summary>Connection string of the API's role, which owns nothing, to <paramref name="database"/>.</summary>
    public string AppRoleTo(string database) => ConnectionString(database, "smartmoney_app", AppRolePassword);

    /// <summary>A new database with SmartMoney's schema and no data.</summary>
    /// <returns>Its name.</returns>
    public Task<string> CloneAsync(string purpose, CancellationToken cancellationToken) =>
        CreateAsync(purpose, TemplateDatabase.Name, cancellationToken);

    /// <summary>A new database with nothing in it.</summary>
    /// <returns>Its name.</returns>
    public Task<string> CreateEmptyAsync(string purpose, CancellationToken cancellationToken) =>
        CreateAsync(purpose, "template0", cancellationToken);

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public Task DropAsync(string database, CancellationToken cancellationToken) =>
        ExecuteAsync($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)", cancellationToken);

    private async Task<string> CreateAsync(string purpose, string template, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref clones);
        // PostgreSQL cuts names at 63 bytes; the number keeps them apart.
        var name = $"t{number}_{purpose[..Math.Min(purpose.Length, 50)]}";
        await CreateNamedAsync(name, template, cancellationToken);
        return name;
    }

    internal async Task CreateNamedAsync(string name, string template, CancellationToken cancellationToken)
    {
        // CREATE DATABASE refuses a template that another session, another CREATE DATABASE included, has open.
        await cloning.WaitAsync(cancellationToken);
        try
        {
            await ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE {template} ENCODING 'UTF8'", cancellationToken);
        }
        finally
        {
            cloning.Release();
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(SuperuserTo("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string ConnectionString(string database, string user, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = database,
            Username = user,
            Password = password,
            MaxPoolSize = 20,
            IncludeErrorDetail = true,
        }.ConnectionString;

    private static async Task<PostgresServer> StartAsync(PostgresInstallation installation)
    {
        if (installation.Missing is { } missing)
            throw new InvalidOperationException(missing);

        var server = new PostgresServer(installation, FreePort(), RandomNumberGenerator.GetHexString(24));
        var home = Path.Combine(Path.GetTempPath(), $"smartmoney-test-pg{installation.Major}-{Guid.NewGuid():N}");
        var process = Process.Start(ServerUser.StartInfo(Repository.PathOf("SmartMoney.Tests/Infrastructure/Postgres/server.sh"), new Dictionary<string, string>
        {
            ["PG_BIN"] = await ServerUser.ReachableAsync(installation.Bin),
            ["PG_HOME"] = home,
            ["PG_PORT"] = $"{server.port}",
            ["PG_PASSWORD"] = server.superuserPassword,
        }))!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process);

        await server.WaitUntilReadyAsync(process);
        await TemplateDatabase.CreateAsync(server, CancellationToken.None);
        return server;
    }

    private async Task WaitUntilReadyAsync(Process process)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1", CancellationToken.None);
                return;
            }
            catch (NpgsqlException) when (!process.HasExited && Stopwatch.GetElapsedTime(started) < StartLimit)
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException e)
            {
                process.StandardInput.Close();
                throw new InvalidOperationException(
                    $"PostgreSQL {Installation.Major} did not start: {e.Message}{Environment.NewLine}{await process.StandardError.ReadToEndAsync()}", e);
            }
        }
    }

    private static void End(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(10));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
