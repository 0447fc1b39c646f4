using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource that others find by its name (<c>http://api</c>).</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
