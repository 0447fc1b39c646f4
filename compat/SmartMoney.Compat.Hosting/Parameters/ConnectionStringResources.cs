using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A connection string that is a configured parameter.</summary>
    internal sealed class ConfiguredConnectionString : ParameterResource, IResourceWithConnectionString
    {
        public ConfiguredConnectionString(string name, Func<ParameterDefault?, string> callback, string? environmentVariable)
            : base(name, callback, secret: true)
        {
            IsConnectionString = true;
            ConnectionStringEnvironmentVariable = environmentVariable;
        }

        public string? ConnectionStringEnvironmentVariable { get; }

        public ReferenceExpression ConnectionStringExpression
        {
            get
            {
                var builder = new ReferenceExpressionBuilder();
                builder.AppendFormatted<ParameterResource>(this);
                return builder.Build();
            }
        }

        string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";
    }
}

namespace Aspire.Hosting
{
    /// <summary>A connection string put together from other resources' values.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="connectionStringExpression">Its parts.</param>
    public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
        : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
    {
        /// <inheritdoc/>
        public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;
    }

    /// <summary>Adds connection strings that are put together from other resources' values.</summary>
    public static class ConnectionStringBuilderExtensions
    {
        /// <summary>Adds a connection string.</summary>
        public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
            => builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));

        /// <summary>Adds a connection string.</summary>
        public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, string name, Action<ReferenceExpressionBuilder> connectionStringBuilder)
        {
            var expression = new ReferenceExpressionBuilder();
            connectionStringBuilder(expression);
            return builder.AddConnectionString(name, expression.Build());
        }
    }
}
