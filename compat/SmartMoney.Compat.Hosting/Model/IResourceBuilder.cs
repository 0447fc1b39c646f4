namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a new annotation does to others of its type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>It is added to them.</summary>
    Append = 0,

    /// <summary>It takes their place.</summary>
    Replace = 1,
}

/// <summary>Describes a resource, call by call. Covariant: a builder of a database is a builder of a resource.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The application that the resource belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource.</summary>
    T Resource { get; }

    /// <summary>Adds or replaces an annotation.</summary>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation;

    /// <summary>Adds or replaces an annotation that needs no values.</summary>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation, new()
        => WithAnnotation(new TAnnotation(), behavior);
}
