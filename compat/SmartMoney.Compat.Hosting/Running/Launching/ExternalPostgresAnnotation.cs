using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Aspire.Hosting.Running.Launching;

/// <summary>The server is configured by a connection string; none is started.</summary>
/// <param name="place">Host and port, for people.</param>
internal sealed class ExternalPostgresAnnotation(string place) : IResourceAnnotation
{
    private const string Variable = "SMARTMONEY_POSTGRES";

    public string Place { get; } = place;

    /// <summary>
    /// Looks for a superuser's connection string: <c>SMARTMONEY_POSTGRES</c>, <c>ConnectionStrings:server</c>, or one of a database
    /// of the server; the model's values then lead there.
    /// </summary>
    /// <exception cref="DistributedApplicationException">It is no connection string, or it names another database than the model.</exception>
    public static void Apply(PostgresServerResource server, IConfiguration configuration, SecretMask mask)
    {
        // A test must not run on the database that the developer's shell happens to name.
        if (configuration.GetValue(AppHostConfiguration.TemporaryDataKey, defaultValue: false))
        {
            return;
        }

        var found = server.Databases.Select(d => (d.Key, Text: configuration.GetConnectionString(d.Key), Database: (string?)d.Value))
            .Prepend((server.Name, Text: configuration.GetConnectionString(server.Name), Database: null))
            .Prepend((Variable, Text: configuration[Variable], Database: null))
            .FirstOrDefault(c => !string.IsNullOrEmpty(c.Text));
        if (found.Text is null)
        {
            return;
        }

        var address = Parse(found.Item1, found.Text);
        if (found.Database is not null && address.Database is { Length: > 0 } named && named != found.Database)
        {
            throw new DistributedApplicationException($"the connection string of {found.Item1} names the database {named}; the application's is called {found.Database}");
        }

        mask.Add(address.Password);
        var endpoint = server.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, address.Host ?? "localhost", address.Port);
        address.Database = null;
        server.Annotations.Add(new ConnectionStringRedirectAnnotation(new ConnectionStringResource($"{server.Name}-configured", ReferenceExpression.Create($"{address.ConnectionString}"))));
        server.Annotations.Add(new ExternalPostgresAnnotation(FormattableString.Invariant($"{address.Host}:{address.Port}")));
    }

    private static NpgsqlConnectionStringBuilder Parse(string name, string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException e)
        {
            // Not the text itself: it holds a password.
            throw new DistributedApplicationException($"the connection string of {name} cannot be read; it has the form Host=…;Port=…;Username=…;Password=…", e);
        }
    }
}
