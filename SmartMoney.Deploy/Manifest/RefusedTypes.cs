namespace SmartMoney.Deploy.Manifest;

/// <summary>Types of resources that have no place on a single host, and what to do instead.</summary>
internal static class RefusedTypes
{
    private static readonly (string Prefix, string What, string Remedy)[] All =
    [
        ("executable.", "runs a program of the developer's machine, and a server has none",
            "Publish it as a container: PublishAsDockerFile() in the AppHost"),
        ("azure.", "is a service of Azure, and this bundle runs on one host",
            "Use a container in publish mode too (RunAsContainer() is for development only), or hand in its address with AddConnectionString()"),
        ("dapr.", "needs a Dapr sidecar and its control plane",
            "Call the service by its name, as service discovery does, or run the sidecar as a container of the AppHost"),
        ("aws.", "is made by AWS CloudFormation, and this bundle runs on one host",
            "Use a container, or hand in its address with AddConnectionString()"),
        ("kubernetes.", "is an object of Kubernetes, and this bundle runs on one host", "Describe it as a container in the AppHost"),
    ];

    // Before Aspire 8 a database without an image was left to the deployment tool.
    private static readonly HashSet<string> Abstract = new(StringComparer.Ordinal)
    {
        "redis.v0", "redis.v1", "postgres.server.v0", "postgres.server.v1", "postgres.database.v0", "postgres.connection.v0", "postgres.v0", "postgres.v1",
        "rabbitmq.server.v0", "rabbitmq.connection.v0", "rabbitmq.v0", "rabbitmq.v1", "sqlserver.server.v0", "sqlserver.server.v1", "sqlserver.database.v0",
        "sqlserver.connection.v0", "sqlserver.v0", "sqlserver.v1", "mysql.server.v0", "mysql.database.v0", "mysql.connection.v0", "mongodb.server.v0",
        "mongodb.database.v0", "mongodb.connection.v0", "oracle.server.v0", "oracle.database.v0", "kafka.server.v0", "cosmosdb.v0", "cosmosdb.database.v0",
    };

    /// <summary>Why the type is refused; null when it is not one of these.</summary>
    internal static (string What, string Remedy)? Of(string type)
    {
        foreach (var (prefix, what, remedy) in All)
        {
            if (type.StartsWith(prefix, StringComparison.Ordinal))
                return (what, remedy);
        }
        return Abstract.Contains(type)
            ? ("comes from a preview of Aspire and says neither image nor port", "Write the manifest with Aspire 8 or later, which publishes it as a container")
            : null;
    }
}
