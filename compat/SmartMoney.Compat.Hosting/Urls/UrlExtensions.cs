using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>Where an address is shown.</summary>
    public enum UrlDisplayLocation
    {
        /// <summary>In the list and in the details.</summary>
        SummaryAndDetails,

        /// <summary>In the details only.</summary>
        DetailsOnly,
    }

    /// <summary>An address of a resource, for people.</summary>
    public sealed class ResourceUrlAnnotation : IResourceAnnotation
    {
        /// <summary>The address.</summary>
        public required string Url { get; set; }

        /// <summary>Text in place of the address.</summary>
        public string? DisplayText { get; set; }

        /// <summary>Where it is shown.</summary>
        public UrlDisplayLocation DisplayLocation { get; set; }

        /// <summary>The endpoint it belongs to.</summary>
        public EndpointReference? Endpoint { get; init; }
    }

    /// <summary>Changes a resource's addresses when they are known.</summary>
    /// <param name="callback">Changes them.</param>
    public class ResourceUrlsCallbackAnnotation(Func<ResourceUrlsCallbackContext, Task> callback) : IResourceAnnotation
    {
        /// <summary>Changes them.</summary>
        public Func<ResourceUrlsCallbackContext, Task> Callback { get; } = callback;
    }

    /// <summary>What an addresses callback works on.</summary>
    /// <param name="executionContext">What the model is evaluated for.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="urls">The addresses so far.</param>
    /// <param name="cancellationToken">Ends with the start.</param>
    public class ResourceUrlsCallbackContext(DistributedApplicationExecutionContext executionContext, IResource resource, List<ResourceUrlAnnotation>? urls = null, CancellationToken cancellationToken = default)
    {
        /// <summary>What the model is evaluated for.</summary>
        public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

        /// <summary>The resource.</summary>
        public IResource Resource { get; } = resource;

        /// <summary>The addresses so far.</summary>
        public List<ResourceUrlAnnotation> Urls { get; } = urls ?? [];

        /// <summary>Ends with the start.</summary>
        public CancellationToken CancellationToken { get; } = cancellationToken;
    }
}

namespace Aspire.Hosting
{
    public static partial class ResourceBuilderExtensions
    {
        /// <summary>Changes the resource's addresses when they are known.</summary>
        public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Action<ResourceUrlsCallbackContext> callback)
            where T : IResource
            => builder.WithUrls(context =>
            {
                callback(context);
                return Task.CompletedTask;
            });

        /// <summary>Changes the resource's addresses when they are known.</summary>
        public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Func<ResourceUrlsCallbackContext, Task> callback)
            where T : IResource
            => builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));

        /// <summary>Adds an address.</summary>
        public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, string url, string? displayText = null)
            where T : IResource
            => builder.WithUrls(context => context.Urls.Add(new ResourceUrlAnnotation { Url = url, DisplayText = displayText }));

        /// <summary>Adds an address with values in it.</summary>
        public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, in ReferenceExpression.ExpressionInterpolatedStringHandler url, string? displayText = null)
            where T : IResource
            => builder.WithUrl(ReferenceExpression.Create(url), displayText);

        /// <summary>Adds an address with values in it.</summary>
        public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, ReferenceExpression url, string? displayText = null)
            where T : IResource
            => builder.WithUrls(async context =>
            {
                if (await url.GetValueAsync(context.CancellationToken) is { } address)
                {
                    context.Urls.Add(new ResourceUrlAnnotation { Url = address, DisplayText = displayText });
                }
            });

        /// <summary>Changes the address of an endpoint. A path alone is put behind its host.</summary>
        public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
            where T : IResource
            => builder.WithUrls(context =>
            {
                foreach (var url in context.Urls.Where(u => string.Equals(u.Endpoint?.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase)))
                {
                    callback(url);
                }
            });
    }
}
