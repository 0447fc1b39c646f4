using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Finds resources that were added before.</summary>
public static class DistributedApplicationBuilderExtensions
{
    /// <summary>A builder for a resource that was added before.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name and type.</exception>
    public static IResourceBuilder<T> CreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, string name)
        where T : IResource
        => builder.TryCreateResourceBuilder<T>(name, out var found)
            ? found
            : throw new InvalidOperationException($"Resource with name '{name}' was not found, or it is no '{typeof(T)}'.");

    /// <summary>A builder for a resource that was added before; false when there is none of that name and type.</summary>
    public static bool TryCreateResourceBuilder<T>(this IDistributedApplicationBuilder builder, string name, [NotNullWhen(true)] out IResourceBuilder<T>? resourceBuilder)
        where T : IResource
    {
        var resource = builder.Resources.OfType<T>().FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        resourceBuilder = resource is null ? null : builder.CreateResourceBuilder(resource);
        return resourceBuilder is not null;
    }
}
