using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Makes a registered health check the resource's.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(h => h.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>The resource is healthy when a page of it answers with a status.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The page; <c>/</c> when null.</param>
    /// <param name="statusCode">The status; 200 when null.</param>
    /// <param name="endpointName">The endpoint; https, else http, when null.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
        => builder.WithHttpHealthCheck(
            () => endpointName is null ? HttpEndpoint.Preferred(builder.Resource) : builder.GetEndpoint(endpointName),
            path,
            statusCode,
            endpointName);

    /// <summary>The resource is healthy when a page of it answers with a status.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
        => builder.WithHttpHealthCheck(endpointSelector ?? (() => HttpEndpoint.Preferred(builder.Resource)), path, statusCode, endpointName: null);

    private static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference> endpoint, string? path, int? statusCode, string? endpointName)
        where T : IResourceWithEndpoints
    {
        path ??= "/";
        var status = statusCode ?? 200;
        var name = endpointName ?? endpoint().EndpointName;
        var key = string.Create(CultureInfo.InvariantCulture, $"{builder.Resource.Name}_{name}_{path}_{status}_check");
        var probe = new HttpProbe(endpoint, path, status);
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, probe, failureStatus: null, tags: null));
        builder.Resource.Annotations.Add(new HttpProbeAnnotation(key, probe));
        return builder.WithHealthCheck(key);
    }
}
