using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL servers and databases.</summary>
public static class PostgresBuilderExtensions
{
    private const string Registry = "docker.io";
    private const string Image = "library/postgres";
    private const string Tag = "18.3";
    private const int ServerPort = 5432;

    /// <summary>Adds a PostgreSQL server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Its name.</param>
    /// <param name="userName">The superuser; <c>postgres</c> when null.</param>
    /// <param name="password">The superuser's password; generated and kept as <c>name-password</c> when null.</param>
    /// <param name="port">The public port; any free one when null.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        var healthKey = $"{name}_check";
        builder.Services.AddHealthChecks().AddPostgresServer(healthKey, server, "postgres");
        builder.Eventing.Subscribe<ResourceReadyEvent>(server, (ready, cancellationToken) => PostgresDatabaseCreator.CreateAllAsync(server, ready.Services, cancellationToken));

        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: ServerPort, name: PostgresServerResource.PrimaryEndpointName)
            .WithImage(Image, Tag)
            .WithImageRegistry(Registry)
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["POSTGRES_USER"] = server.UserNameReference;
                context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter;
            })
            .WithHealthCheck(healthKey);
    }

    /// <summary>Adds a database to the server.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Its name in the model.</param>
    /// <param name="databaseName">Its name at the server; <paramref name="name"/> when null.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(database.Name, database.DatabaseName);
        var healthKey = $"{name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddPostgresServer(healthKey, database, database: null);
        return builder.ApplicationBuilder.AddResource(database).WithHealthCheck(healthKey);
    }

    /// <summary>Keeps the server's data in a volume. The path in the container follows the image tag at the time of this call.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
        => builder.WithVolume(name ?? VolumeName.Of(builder, "data"), DataPath(builder.Resource), isReadOnly);

    /// <summary>Keeps the server's data in a folder of this machine. The path in the container follows the image tag at the time of this call.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = false)
        => builder.WithBindMount(source, DataPath(builder.Resource), isReadOnly);

    /// <summary>Sets the superuser's password.</summary>
    public static IResourceBuilder<PostgresServerResource> WithPassword(this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password)
    {
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    /// <summary>Sets the superuser's name.</summary>
    public static IResourceBuilder<PostgresServerResource> WithUserName(this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> userName)
    {
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }

    /// <summary>Sets the public port.</summary>
    public static IResourceBuilder<PostgresServerResource> WithHostPort(this IResourceBuilder<PostgresServerResource> builder, int? port)
        => builder.WithEndpoint(PostgresServerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);

    /// <summary>Makes the database with this SQL in place of a plain CREATE DATABASE.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(this IResourceBuilder<PostgresDatabaseResource> builder, string script)
        => builder.WithAnnotation(new PostgresCreationScriptAnnotation(script), ResourceAnnotationMutationBehavior.Replace);

    // From 18 on the official image keeps its data in a folder a major version below /var/lib/postgresql.
    private static string DataPath(PostgresServerResource server)
    {
        var tag = server.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) ? image.Tag : null;
        var major = new string([.. (tag ?? "").TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version < 18
            ? "/var/lib/postgresql/data"
            : "/var/lib/postgresql";
    }
}
