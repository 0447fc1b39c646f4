using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>One replica of a resource as the dashboard shows it. Every text in it is free of secrets.</summary>
/// <param name="Id">The replica's id.</param>
/// <param name="Label">The resource's name, with the replica's number where there are several.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>.</param>
/// <param name="Health">Null unless it runs.</param>
/// <param name="Source">What it is made from, in short: a project file, an image, a command, a parameter's value.</param>
/// <param name="SourceInFull">The same in full.</param>
/// <param name="Failure">Why it did not start.</param>
internal sealed record ResourceView(
    string Id,
    string Label,
    string Type,
    string State,
    string Style,
    string? Health,
    int? ExitCode,
    DateTime? Created,
    DateTime? Started,
    DateTime? Stopped,
    string Source,
    string SourceInFull,
    string? Failure,
    bool IsHidden,
    IReadOnlyList<UrlView> Urls,
    IReadOnlyList<ResourceCommandSnapshot> Commands,
    IReadOnlyList<ValueView> Properties,
    IReadOnlyList<ValueView> Variables,
    IReadOnlyList<ReportView> Reports,
    IReadOnlyList<RelationView> Relations,
    IReadOnlyList<VolumeSnapshot> Volumes)
{
    /// <summary>Where its page is.</summary>
    public string Path => $"/resources/{Uri.EscapeDataString(Id)}";

    /// <summary>Where its log is.</summary>
    public string LogPath => $"/consolelogs/resource/{Uri.EscapeDataString(Id)}";

    /// <summary>The page's element that shows it.</summary>
    public string ElementId => $"row-{Id}";
}

/// <summary>An address. Only those that a browser can open are links.</summary>
internal sealed record UrlView(string Text, string Address, bool IsLink);

/// <summary>A named value; a masked one can be asked for.</summary>
internal sealed record ValueView(ValueKind Kind, string Name, string Value, bool IsMasked);

/// <summary>Which values of a resource.</summary>
internal enum ValueKind
{
    /// <summary>Facts.</summary>
    Property,

    /// <summary>The environment.</summary>
    Variable,
}

/// <summary>A health check's last result.</summary>
internal sealed record ReportView(string Name, string Status, string Style, string Text, DateTime? At);

/// <summary>Another resource it has to do with, and how.</summary>
internal sealed record RelationView(string Name, string How);
