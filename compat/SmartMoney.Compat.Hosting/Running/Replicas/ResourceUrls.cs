using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>The addresses of a resource, for people: its endpoints', as the model has changed them.</summary>
internal static class ResourceUrls
{
    public static async Task<ImmutableArray<UrlSnapshot>> OfAsync(IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var urls = resource is IResourceWithEndpoints listening
            ? listening.GetEndpoints().Where(e => e.IsAllocated).Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e }).ToList()
            : [];
        var context = new ResourceUrlsCallbackContext(execution, resource, urls, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        return [.. urls.Select(u => new UrlSnapshot(u.Endpoint?.EndpointName, Absolute(u), IsInternal: false)
        {
            DisplayProperties = new UrlDisplayPropertiesSnapshot(u.DisplayText ?? ""),
        })];
    }

    // A callback may have left a path alone: it goes behind the endpoint's host.
    private static string Absolute(ResourceUrlAnnotation url)
        => url.Url.StartsWith('/') && url.Endpoint is { } endpoint ? new Uri(new Uri(endpoint.Url), url.Url).ToString() : url.Url;
}
