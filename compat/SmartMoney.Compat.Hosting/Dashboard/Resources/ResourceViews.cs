using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Dashboard;

/// <summary>Makes views of resources. The only place where the dashboard touches values that may be secret.</summary>
internal sealed class ResourceViews(DistributedApplicationModel model, ResourceNotificationService notifications, Redaction redaction)
{
    private static readonly string[] Sources = [KnownProperties.Source, KnownProperties.ProjectPath, KnownProperties.ContainerImage, KnownProperties.ExecutablePath, KnownProperties.ParameterValue];

    /// <summary>All replicas, in the order of the model.</summary>
    public IReadOnlyList<ResourceView> All() => [.. model.Resources.SelectMany(r => ResourceIds.Of(r).Select(id => Of(Known(r, id))))];

    /// <summary>A replica by its id, or a resource's first replica by its name; null when there is none.</summary>
    public ResourceEvent? Find(string idOrName)
    {
        foreach (var resource in model.Resources)
        {
            var ids = ResourceIds.Of(resource);
            var id = ids.FirstOrDefault(i => string.Equals(i, idOrName, StringComparison.OrdinalIgnoreCase))
                ?? (string.Equals(resource.Name, idOrName, StringComparison.OrdinalIgnoreCase) ? ids[0] : null);
            if (id is not null)
            {
                return Known(resource, id);
            }
        }

        return null;
    }

    /// <summary>The plain value behind a mask; null when there is no such value.</summary>
    public static string? Reveal(ResourceEvent resource, ValueKind kind, string name)
        => kind == ValueKind.Variable
            ? resource.Snapshot.EnvironmentVariables.FirstOrDefault(v => v.Name == name)?.Value
            : TextOf(resource.Snapshot.Properties.FirstOrDefault(p => p.Name == name)?.Value);

    public ResourceView Of(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        var properties = snapshot.Properties.Select(PropertyOf).ToArray();
        var source = Sources.Select(name => Array.Find(properties, p => p.Name == name)).FirstOrDefault(p => p is not null);
        return new ResourceView(
            change.ResourceId,
            LabelOf(change),
            snapshot.ResourceType,
            snapshot.State?.Text ?? "Unknown",
            StyleOf(snapshot),
            snapshot.HealthStatus?.ToString(),
            snapshot.ExitCode,
            snapshot.CreationTimeStamp,
            snapshot.StartTimeStamp,
            snapshot.StopTimeStamp,
            source?.Name is KnownProperties.ProjectPath or KnownProperties.ExecutablePath ? Path.GetFileName(source.Value) : source?.Value ?? "",
            source?.Value ?? "",
            snapshot.Properties.FirstOrDefault(p => p.Name == KnownProperties.Failure)?.Value is string failure ? redaction.Value(failure) : null,
            snapshot.IsHidden,
            [.. snapshot.Urls.Where(u => !u.IsInternal).OrderByDescending(u => u.DisplayProperties.SortOrder).Select(UrlOf)],
            [.. snapshot.Commands.Where(c => c.State != ResourceCommandState.Hidden)],
            [.. properties.Where(p => p.Name != KnownProperties.Failure)],
            [.. snapshot.EnvironmentVariables.OrderBy(v => v.Name, StringComparer.Ordinal).Select(VariableOf)],
            [.. snapshot.HealthReports.Select(ReportOf)],
            [.. RelationsOf(change)],
            snapshot.Volumes);
    }

    private ResourceEvent Known(IResource resource, string id)
        => notifications.TryGetCurrentState(id, out var known) ? known : new ResourceEvent(resource, id, InitialSnapshot.Of(resource));

    // As the terminal calls them.
    private static string LabelOf(ResourceEvent change)
    {
        var ids = ResourceIds.Of(change.Resource);
        return ids.Count == 1
            ? change.Resource.Name
            : string.Create(CultureInfo.InvariantCulture, $"{change.Resource.Name}.{ids.ToList().IndexOf(change.ResourceId) + 1}");
    }

    private static string StyleOf(CustomResourceSnapshot snapshot)
        => snapshot.HealthStatus is { } health && health != HealthStatus.Healthy
            ? KnownResourceStateStyles.Warn
            : snapshot.State?.Style ?? KnownResourceStateStyles.Info;

    private ValueView PropertyOf(ResourcePropertySnapshot property)
    {
        var text = TextOf(property.Value) ?? "";
        var shown = property.IsSensitive && text.Length > 0 ? SecretMask.Mask : redaction.Variable(property.Name, text);
        return new ValueView(ValueKind.Property, property.Name, shown, shown != text);
    }

    private ValueView VariableOf(EnvironmentVariableSnapshot variable)
    {
        var shown = redaction.Variable(variable.Name, variable.Value);
        return new ValueView(ValueKind.Variable, variable.Name, shown, shown != (variable.Value ?? ""));
    }

    private UrlView UrlOf(UrlSnapshot url)
    {
        var address = redaction.Value(url.Url);
        var isLink = !url.IsInactive && address == url.Url && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        return new UrlView(url.DisplayProperties.DisplayName is { Length: > 0 } name ? redaction.Value(name) : address, address, isLink);
    }

    private ReportView ReportOf(HealthReportSnapshot report)
    {
        var text = string.Join(Environment.NewLine, new[] { report.Description, report.ExceptionText }.Where(t => !string.IsNullOrEmpty(t)));
        var style = report.Status switch
        {
            null => KnownResourceStateStyles.Info,
            HealthStatus.Healthy => KnownResourceStateStyles.Success,
            HealthStatus.Degraded => KnownResourceStateStyles.Warn,
            _ => KnownResourceStateStyles.Error,
        };
        return new ReportView(report.Name, report.Status?.ToString() ?? "No report yet", style, redaction.Value(text), report.LastRunAt);
    }

    private IEnumerable<RelationView> RelationsOf(ResourceEvent change)
    {
        var waits = change.Resource.Annotations.OfType<WaitAnnotation>().Select(w => new RelationView(w.Resource.Name, w.WaitType switch
        {
            WaitType.WaitForCompletion => "waits until it has ended",
            WaitType.WaitUntilStarted => "waits until it has started",
            _ => "waits until it is healthy",
        })).Distinct().ToArray();
        var others = change.Snapshot.Relationships
            .Where(r => r.Type != KnownRelationshipTypes.WaitFor)
            .Select(r => new RelationView(r.ResourceName, r.Type.ToLowerInvariant()));
        var behind = model.Resources
            .Where(r => r.Annotations.OfType<WaitAnnotation>().Any(w => ReferenceEquals(w.Resource, change.Resource)))
            .Select(r => new RelationView(r.Name, "waits for this"));
        return [.. others, .. waits, .. behind];
    }

    private static string? TextOf(object? value) => value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture);
}
