namespace Aspire.Hosting.ApplicationModel;

/// <summary>One named part of the application: a service, a database, a parameter.</summary>
public interface IResource
{
    /// <summary>The name: 1 to 64 ASCII letters, digits and hyphens, starting with a letter; unique in the model, ignoring case.</summary>
    string Name { get; }

    /// <summary>What has been declared about the resource, in the order of the calls.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>A fact declared about a resource.</summary>
public interface IResourceAnnotation;

/// <summary>A resource that takes command line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that takes environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource that listens on addresses.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource that may wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that computes: project, container, executable.</summary>
public interface IComputeResource : IResource;

/// <summary>A resource that is neither started nor stopped (a parameter).</summary>
public interface IResourceWithoutLifetime : IResource;

/// <summary>A resource that lives inside another one.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource it lives in.</summary>
    IResource Parent { get; }
}

/// <summary>A resource that lives inside another one of a known kind.</summary>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    /// <summary>The resource it lives in.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
