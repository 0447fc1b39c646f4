using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>Addresses of a server in the form of libpq, with credentials encoded.</summary>
internal static class PostgresAddress
{
    public static ReferenceExpression Uri(PostgresServerResource server, string? database)
    {
        var builder = new ReferenceExpressionBuilder();
        builder.AppendLiteral("postgresql://");
        if (server.UserNameParameter is null)
        {
            builder.AppendFormatted(server.UserNameReference.ValueExpression, "uri");
        }
        else
        {
            builder.AppendFormatted(server.UserNameParameter, "uri");
        }

        builder.AppendLiteral(":");
        builder.AppendFormatted(server.PasswordParameter, "uri");
        builder.Append($"@{server.Host}:{server.Port}");
        if (database is not null)
        {
            builder.Append($"/{database:uri}");
        }

        return builder.Build();
    }
}
