using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The names of the commands that every process has.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts it.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops it.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops and starts it.</summary>
    public static readonly string RestartCommand = "restart";
}

/// <summary>Judges the commands of a resource.</summary>
internal static class ResourceCommands
{
    public static ImmutableArray<ResourceCommandSnapshot> SnapshotsOf(IResource resource, CustomResourceSnapshot snapshot)
        => [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(c => new ResourceCommandSnapshot(
            c.Name,
            c.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = snapshot }),
            c.DisplayName,
            c.DisplayDescription,
            c.ConfirmationMessage,
            c.IconName,
            c.IsHighlighted))];
}
