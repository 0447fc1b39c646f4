namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? _tag;
    private string? _sha256;

    /// <summary>The registry; the runtime's default when null.</summary>
    public string? Registry { get; set; }

    /// <summary>The image's name.</summary>
    public required string Image { get; set; }

    /// <summary>The tag. Setting it drops the digest.</summary>
    public string? Tag
    {
        get => _tag;
        set
        {
            _tag = value;
            _sha256 = value is null ? _sha256 : null;
        }
    }

    /// <summary>The digest. Setting it drops the tag.</summary>
    public string? SHA256
    {
        get => _sha256;
        set
        {
            _sha256 = value;
            _tag = value is null ? _tag : null;
        }
    }
}

/// <summary>Where a mount's content lives.</summary>
public enum ContainerMountType
{
    /// <summary>A folder or file of this machine.</summary>
    BindMount,

    /// <summary>A volume that the container runtime looks after.</summary>
    Volume,
}

/// <summary>A mount of a container.</summary>
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <param name="source">The folder or the volume's name; null for an anonymous volume.</param>
    /// <param name="target">The path in the container.</param>
    /// <param name="type">Where its content lives.</param>
    /// <param name="isReadOnly">Whether the container may only read.</param>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        if (type == ContainerMountType.BindMount && string.IsNullOrEmpty(source))
        {
            throw new ArgumentNullException(nameof(source), "A bind mount needs a source.");
        }

        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>The folder or the volume's name; null for an anonymous volume.</summary>
    public string? Source { get; set; }

    /// <summary>The path in the container.</summary>
    public string Target { get; set; }

    /// <summary>Where its content lives.</summary>
    public ContainerMountType Type { get; set; }

    /// <summary>Whether the container may only read.</summary>
    public bool IsReadOnly { get; set; }
}

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the AppHost.</summary>
    Session = 0,

    /// <summary>Beyond it.</summary>
    Persistent = 1,
}

/// <summary>How long a container lives.</summary>
public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    /// <summary>How long.</summary>
    public required ContainerLifetime Lifetime { get; set; }
}

/// <summary>The container's name at the runtime.</summary>
public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    /// <summary>The name.</summary>
    public required string Name { get; set; }
}
