using System.Data.Common;
using Aspire.Hosting.Postgres;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a PostgreSQL server; made when the server is ready, unless it is there.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="databaseName">Its name at the server.</param>
/// <param name="postgresParentResource">The server.</param>
public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
{
    /// <summary>The server.</summary>
    public PostgresServerResource Parent { get; } = postgresParentResource;

    /// <summary>Its name at the server.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var quoted = new DbConnectionStringBuilder { ["Database"] = DatabaseName }.ConnectionString;
            return ReferenceExpression.Create($"{new ConnectionStringReference(Parent, optional: false)};{quoted}");
        }
    }

    /// <summary><c>postgresql://user:password@host:port/database</c>.</summary>
    public ReferenceExpression UriExpression => PostgresAddress.Uri(Parent, DatabaseName);

    /// <summary><c>jdbc:postgresql://host:port/database</c>, without credentials.</summary>
    public ReferenceExpression JdbcConnectionString
        => ReferenceExpression.Create($"{Parent.JdbcConnectionString}/{DatabaseName:uri}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
        => ConnectionProperties.Combine(
            ((IResourceWithConnectionString)Parent).GetConnectionProperties(),
            [
                new("Uri", UriExpression),
                new("JdbcConnectionString", JdbcConnectionString),
                new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
            ]);
}
