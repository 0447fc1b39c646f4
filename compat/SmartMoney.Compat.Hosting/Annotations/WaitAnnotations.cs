namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource waits for.</summary>
public enum WaitType
{
    /// <summary>Until the other runs, all its health checks pass and its ready handlers are done.</summary>
    WaitUntilHealthy,

    /// <summary>Until the other has ended.</summary>
    WaitForCompletion,

    /// <summary>Until the other runs.</summary>
    WaitUntilStarted,
}

/// <summary>What happens when the other cannot be waited for any more.</summary>
public enum WaitBehavior
{
    /// <summary>Wait on: someone may start it again.</summary>
    WaitOnResourceUnavailable = 0,

    /// <summary>Give up: the waiting resource fails to start.</summary>
    StopOnResourceUnavailable = 1,
}

/// <summary>A resource starts only after another one.</summary>
/// <param name="resource">The other.</param>
/// <param name="waitType">What is waited for.</param>
/// <param name="exitCode">For a completion: the exit code that is expected.</param>
public class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What is waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>For a completion: the exit code that is expected.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What happens when the other becomes unavailable; null for the default.</summary>
    public WaitBehavior? WaitBehavior { get; init; }
}

/// <summary>A health check that belongs to a resource.</summary>
/// <param name="key">The check's name among the registered ones.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The check's name among the registered ones.</summary>
    public string Key { get; } = key;
}

/// <summary>How many copies of a resource run.</summary>
/// <param name="replicas">One or more.</param>
public class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>One or more.</summary>
    public int Replicas { get; } = replicas;
}

/// <summary>The resource starts only by a command.</summary>
public class ExplicitStartupAnnotation : IResourceAnnotation;

/// <summary>A resource belongs to another one; for display.</summary>
/// <param name="resource">The other.</param>
/// <param name="type">How: Parent, Reference, WaitFor.</param>
public class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>How: Parent, Reference, WaitFor.</summary>
    public string Type { get; } = type;
}

/// <summary>A resource uses endpoints of another.</summary>
/// <param name="resource">The other.</param>
public class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResourceWithEndpoints Resource { get; } = resource;

    /// <summary>Whether all its endpoints are used.</summary>
    public bool UseAllEndpoints { get; set; }

    /// <summary>Those used, otherwise.</summary>
    public HashSet<string> EndpointNames { get; } = new(StringComparer.OrdinalIgnoreCase);
}
