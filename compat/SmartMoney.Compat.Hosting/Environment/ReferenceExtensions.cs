using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the resource another one's connection string and its parts.</summary>
    /// <param name="builder">The resource that gets them.</param>
    /// <param name="source">The other.</param>
    /// <param name="connectionName">The name it travels under; the other's own when null.</param>
    /// <param name="optional">Whether it may be absent.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context =>
        {
            var flags = InjectionFlags(builder.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
                context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            {
                AddConnectionProperties(context, resource, name);
            }
        });
    }

    /// <summary>Lets the resource find another one by its name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
        => builder.WithEndpointReferences(source.Resource, source.Resource.Name, source.Resource.Name.ToUpperInvariant(), endpointName: null);

    /// <summary>Lets the resource find another one by a name of its own choice.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
        => builder.WithEndpointReferences(source.Resource, name, name, endpointName: null);

    /// <summary>Lets the resource find one endpoint of another by its name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
        => builder.WithEndpointReferences(endpointReference.Resource, endpointReference.Resource.Name, endpointReference.Resource.Name.ToUpperInvariant(), endpointReference.EndpointName);

    /// <summary>Lets the resource find a fixed address by a name.</summary>
    /// <exception cref="InvalidOperationException">The address is relative or has a path.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
        {
            throw new InvalidOperationException("The uri for service reference must be absolute and its path must be \"/\".");
        }

        return builder.WithEnvironment(context =>
        {
            var flags = InjectionFlags(builder.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                context.EnvironmentVariables[$"services__{name}__default__0"] = uri.ToString();
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                context.EnvironmentVariables[VariableName.Encode(name)] = uri.ToString();
            }
        });
    }

    /// <summary>Limits what references put into the resource's environment.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
        => builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);

    private static ReferenceEnvironmentInjectionFlags InjectionFlags(IResource resource)
        => resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation) ? annotation.Flags : ReferenceEnvironmentInjectionFlags.All;

    private static void AddConnectionProperties(EnvironmentCallbackContext context, IResourceWithConnectionString resource, string connectionName)
    {
        var prefix = VariableName.Encode(connectionName).ToUpperInvariant();
        foreach (var (name, value) in ConnectionProperties.Of(resource))
        {
            context.EnvironmentVariables[$"{prefix}_{name.ToUpperInvariant()}"] = value;
        }
    }

    private static IResourceBuilder<TDestination> WithEndpointReferences<TDestination>(this IResourceBuilder<TDestination> builder, IResourceWithEndpoints source, string name, string variablePrefix, string? endpointName)
        where TDestination : IResourceWithEnvironment
    {
        builder.WithReferenceRelationship(source);
        return builder.WithEnvironment(context =>
        {
            var flags = InjectionFlags(builder.Resource);
            var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            foreach (var endpoint in source.GetEndpoints().Where(e => endpointName is null ? !e.EndpointAnnotation.ExcludeReferenceEndpoint : string.Equals(e.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase)))
            {
                if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                {
                    context.EnvironmentVariables[$"{VariableName.Encode(variablePrefix)}_{VariableName.Encode(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;
                }

                if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                {
                    var key = EndpointAnnotation.IsHttpScheme(endpoint.EndpointName) ? endpoint.Scheme : endpoint.EndpointName;
                    var index = counts.GetValueOrDefault(key);
                    counts[key] = index + 1;
                    context.EnvironmentVariables[$"services__{name}__{key}__{index}"] = endpoint;
                }
            }
        });
    }

    internal static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource source)
        where T : IResource
        => builder.WithAnnotation(new ResourceRelationshipAnnotation(source, KnownRelationshipTypes.Reference));
}
