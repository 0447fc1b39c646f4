namespace Aspire.Hosting.ApplicationModel;

/// <summary>A change of what is known of a resource.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Which of its replicas: <c>name-suffix</c>.</param>
/// <param name="snapshot">What is known now.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Which of its replicas: <c>name-suffix</c>.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What is known now.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
