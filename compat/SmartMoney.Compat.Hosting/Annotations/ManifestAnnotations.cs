using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Writes a resource's part of the manifest.</summary>
/// <param name="callback">Writes it; null leaves the resource out.</param>
public class ManifestPublishingCallbackAnnotation(Func<ManifestPublishingContext, Task>? callback) : IResourceAnnotation
{
    /// <param name="callback">Writes it.</param>
    public ManifestPublishingCallbackAnnotation(Action<ManifestPublishingContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Leaves the resource out.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new((Func<ManifestPublishingContext, Task>?)null);

    /// <summary>Writes it; null leaves the resource out.</summary>
    public Func<ManifestPublishingContext, Task>? Callback { get; } = callback;
}

/// <summary>A named part of a connection string, beside those that the resource gives itself.</summary>
/// <param name="name">Its name.</param>
/// <param name="value">Its value.</param>
public class ConnectionPropertyAnnotation(string name, ReferenceExpression value) : IResourceAnnotation
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its value.</summary>
    public ReferenceExpression Value { get; } = value;
}

/// <summary>The connection string of another resource stands in for this one's.</summary>
/// <param name="resource">The other.</param>
public class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;
}

/// <summary>What references put into a resource's environment.</summary>
/// <param name="flags">The kinds of variables.</param>
public class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    /// <summary>The kinds of variables.</summary>
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}

/// <summary>The kinds of variables that a reference can put into an environment.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>ConnectionStrings__name</c>.</summary>
    ConnectionString = 1,

    /// <summary><c>NAME_HOST</c>, <c>NAME_PORT</c>, …</summary>
    ConnectionProperties = 2,

    /// <summary><c>services__name__http__0</c>.</summary>
    ServiceDiscovery = 4,

    /// <summary><c>NAME_HTTP</c>.</summary>
    Endpoints = 8,

    /// <summary>All of them.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}
