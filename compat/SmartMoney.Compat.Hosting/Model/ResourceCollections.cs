using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The annotations of one resource.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>The resources of a model, in the order in which they were added.</summary>
public interface IResourceCollection : IList<IResource>;

/// <inheritdoc cref="IResourceCollection"/>
public sealed class ResourceCollection : Collection<IResource>, IResourceCollection;

/// <summary>The finished application model.</summary>
/// <param name="resources">The resources.</param>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>The resources, in the order in which they were added.</summary>
    public IResourceCollection Resources { get; } = resources;
}
