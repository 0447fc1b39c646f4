using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Project, Container, Executable, Parameter, …</summary>
    public required string ResourceType { get; init; }

    /// <summary>Facts for display.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>Its state; null before the first.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The exit code of its process, once it has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When the resource was declared.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When its process was started, UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When its process ended, UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Its health: null unless it runs; unhealthy until all its checks have passed.</summary>
    public HealthStatus? HealthStatus => ComputeHealth();

    /// <summary>The results of its checks.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    /// <summary>Its addresses.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Its environment. Values are plain: mask them before they are shown.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Its mounts.</summary>
    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>The resources it has to do with.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>What can be done with it.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>Whether it is left out of lists.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Set when the ready handlers have run.</summary>
    internal EventSnapshot? ResourceReadyEvent { get; init; }

    private HealthStatus? ComputeHealth()
    {
        if (State?.Text != KnownResourceStates.Running)
        {
            return null;
        }

        // A check without a report yet counts as unhealthy.
        return HealthReports.IsEmpty
            ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
            : HealthReports.Min(r => r.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
    }
}

/// <summary>Ready handlers, running or done.</summary>
/// <param name="EventTask">Ends with them.</param>
internal sealed record EventSnapshot(Task EventTask);

/// <summary>A state and how it is shown.</summary>
/// <param name="Text">The state, one of <see cref="KnownResourceStates"/> or free text.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new ResourceStateSnapshot(s, null);
}

/// <summary>A fact for display.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether it must not be shown.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>A variable of a resource's environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the model set it.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);

/// <summary>An address of a resource.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">The address.</param>
/// <param name="IsInternal">Whether it is of no use to people.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether the resource does not listen yet.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How it is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}

/// <summary>How an address is shown.</summary>
/// <param name="DisplayName">Text in place of the address.</param>
/// <param name="SortOrder">Its place in the list.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);

/// <summary>A mount.</summary>
/// <param name="Source">Folder or volume.</param>
/// <param name="Target">Path inside.</param>
/// <param name="MountType">bind or volume.</param>
/// <param name="IsReadOnly">Whether it may only be read.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);

/// <summary>A resource that another has to do with.</summary>
/// <param name="ResourceName">The other.</param>
/// <param name="Type">How.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

/// <summary>The result of a health check.</summary>
/// <param name="Name">The check.</param>
/// <param name="Status">Null before its first report.</param>
/// <param name="Description">What it says.</param>
/// <param name="ExceptionText">Why it failed.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it last ran, UTC.</summary>
    public DateTime? LastRunAt { get; init; }
}

/// <summary>Something that can be done with a resource.</summary>
/// <param name="Name">The command.</param>
/// <param name="State">Whether it can be done now.</param>
/// <param name="DisplayName">Its text.</param>
/// <param name="DisplayDescription">What it does.</param>
/// <param name="ConfirmationMessage">A question to ask first.</param>
/// <param name="IconName">A picture.</param>
/// <param name="IsHighlighted">Whether it is shown first.</param>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    string? ConfirmationMessage,
    string? IconName,
    bool IsHighlighted);
