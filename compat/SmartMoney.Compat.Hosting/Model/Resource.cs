using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The base of all resources: a checked name and a list of annotations.</summary>
[DebuggerDisplay("{GetType().Name,nq} {Name}")]
public abstract class Resource : IResource
{
    /// <param name="name">The resource's name.</param>
    /// <exception cref="ArgumentException">The name breaks the naming rules.</exception>
    protected Resource(string name)
    {
        ResourceName.Check(name);
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
