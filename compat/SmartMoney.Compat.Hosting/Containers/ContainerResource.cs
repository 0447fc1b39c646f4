namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container.</summary>
/// <param name="name">Its name.</param>
/// <param name="entrypoint">What it runs; the image's own when null.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>What it runs; the image's own when null.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
