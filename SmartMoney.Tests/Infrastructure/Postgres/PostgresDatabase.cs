using Npgsql;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Infrastructure.Postgres;

/// <summary>
/// A class fixture: a database of the class's own, with the schema and no data. A class of database tests is abstract
/// and takes this in its constructor; one derived class a version takes <see cref="Postgres15"/> and
/// <see cref="Postgres18"/> as its <see cref="IClassFixture{T}"/>, so that every test runs on both.
/// </summary>
public abstract class PostgresDatabase(PostgresInstallation installation) : IAsyncLifetime
{
    private PostgresServer? server;
    private NpgsqlDataSource? superuser;
    private NpgsqlDataSource? app;

    /// <summary>The major version: 15 or 18.</summary>
    public int Major => installation.Major;

    /// <summary>Whether the server is not installed: then there is no database, and the tests are skipped.</summary>
    public bool IsMissing => installation.Missing is not null;

    /// <summary>The cluster that the database is in.</summary>
    public PostgresServer Server => server ?? throw NotHere();

    /// <summary>The database's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As the server's superuser, for whom row-level security does not exist: for set-up and for looking behind the curtain.</summary>
    public NpgsqlDataSource Superuser => superuser ?? throw NotHere();

    /// <summary>As smartmoney_app, the role that the API has.</summary>
    public NpgsqlDataSource App => app ?? throw NotHere();

    /// <summary>The connection string of <see cref="Superuser"/>, with its password.</summary>
    public string SuperuserConnectionString => Server.SuperuserTo(Name);

    /// <summary>The connection string of <see cref="App"/>, with its password.</summary>
    public string AppConnectionString => Server.AppRoleTo(Name);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        // xunit makes the fixture even when every test of the class is skipped for lack of it.
        if (installation.Missing is not null)
            return;

        server = await PostgresServer.OfAsync(installation);
        Name = await server.CloneAsync(GetType().Name, CancellationToken.None);
        superuser = NpgsqlDataSource.Create(SuperuserConnectionString);
        app = NpgsqlDataSource.Create(AppConnectionString);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (server is null)
            return;

        await Superuser.DisposeAsync();
        await App.DisposeAsync();
        await server.DropAsync(Name, CancellationToken.None);
    }

    private InvalidOperationException NotHere() => new(installation.Missing ?? "The database is not there yet.");
}

/// <summary>A database on Debian's PostgreSQL 15.</summary>
public sealed class Postgres15() : PostgresDatabase(PostgresInstallation.Debian15), IRequirement
{
    /// <inheritdoc/>
    public static string? Missing => PostgresInstallation.Debian15.Missing;
}

/// <summary>A database on PostgreSQL 18, the version of production.</summary>
public sealed class Postgres18() : PostgresDatabase(PostgresInstallation.Npm18), IRequirement
{
    /// <inheritdoc/>
    public static string? Missing => PostgresInstallation.Npm18.Missing;
}
