using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource before it has done anything.</summary>
internal static class InitialSnapshot
{
    public static CustomResourceSnapshot Of(IResource resource)
        => new()
        {
            ResourceType = TypeOf(resource),
            Properties = PropertiesOf(resource),
            HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => new HealthReportSnapshot(h.Key, null, null, null))],
            Relationships = [.. RelationshipsOf(resource).Distinct()],
            Volumes = [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(m => new VolumeSnapshot(m.Source, m.Target, m.Type == ContainerMountType.Volume ? "volume" : "bind", m.IsReadOnly))],
            CreationTimeStamp = TimeProvider.System.GetUtcNow().UtcDateTime,
        };

    private static string TypeOf(IResource resource)
        => resource switch
        {
            ProjectResource => "Project",
            PostgresServerResource => "PostgresServer",
            PostgresDatabaseResource => "PostgresDatabase",
            ContainerResource => "Container",
            ExecutableResource => "Executable",
            ParameterResource => "Parameter",
            ConnectionStringResource => "ConnectionString",
            _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
        };

    private static ImmutableArray<ResourcePropertySnapshot> PropertiesOf(IResource resource)
        => resource switch
        {
            ProjectResource project => [new(KnownProperties.ProjectPath, project.GetProjectMetadata().ProjectPath)],
            ExecutableResource executable => [new(KnownProperties.ExecutablePath, executable.Command), new(KnownProperties.WorkingDirectory, executable.WorkingDirectory)],
            _ when resource.TryGetContainerImageName(out var image) => [new(KnownProperties.ContainerImage, image)],
            _ => [],
        };

    private static IEnumerable<RelationshipSnapshot> RelationshipsOf(IResource resource)
    {
        var declared = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type));
        return resource is IResourceWithParent child
            ? declared.Prepend(new RelationshipSnapshot(child.Parent.Name, KnownRelationshipTypes.Parent))
            : declared;
    }
}

/// <summary>The names of the facts that snapshots show.</summary>
internal static class KnownProperties
{
    public const string ProjectPath = "project.path";
    public const string LaunchProfile = "project.launchProfile";
    public const string ExecutablePath = "executable.path";
    public const string ExecutableArgs = "executable.args";
    public const string ProcessId = "executable.pid";
    public const string WorkingDirectory = "executable.workDir";
    public const string ContainerImage = "container.image";
    public const string ContainerId = "container.id";
    public const string ParameterValue = "Value";
    public const string Source = "resource.source";

    /// <summary>Why it did not start, in one line.</summary>
    public const string Failure = "resource.failure";

    public static CustomResourceSnapshot With(this CustomResourceSnapshot snapshot, string name, object? value, bool sensitive = false)
        => snapshot with
        {
            Properties = [.. snapshot.Properties.Where(p => p.Name != name), new ResourcePropertySnapshot(name, value) { IsSensitive = sensitive }],
        };

    public static CustomResourceSnapshot Without(this CustomResourceSnapshot snapshot, string name)
        => snapshot with { Properties = [.. snapshot.Properties.Where(p => p.Name != name)] };
}
