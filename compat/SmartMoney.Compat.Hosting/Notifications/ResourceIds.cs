using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The ids of a resource's replicas, fixed for one run: <c>name-suffix</c> for what runs, the name for the rest.</summary>
internal sealed class ResourceIds : IResourceAnnotation
{
    private const int SuffixLength = 8;

    private readonly string[] _ids;

    private ResourceIds(string[] ids) => _ids = ids;

    public static IReadOnlyList<string> Of(IResource resource)
    {
        lock (resource.Annotations)
        {
            if (resource.TryGetLastAnnotation<ResourceIds>(out var known))
            {
                return known._ids;
            }

            string[] ids = resource is IComputeResource
                ? [.. Enumerable.Range(0, resource.GetReplicaCount()).Select(_ => $"{resource.Name}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", SuffixLength)}")]
                : [resource.Name];
            resource.Annotations.Add(new ResourceIds(ids));
            return ids;
        }
    }
}
