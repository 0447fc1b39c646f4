using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting
{
    /// <summary>A .NET project that can be a resource; the build generates one for each project that the AppHost references.</summary>
    public interface IProjectMetadata : IResourceAnnotation
    {
        /// <summary>The absolute path of the project file.</summary>
        string ProjectPath { get; }

        /// <summary>Its launch settings; read from the project's folder when null.</summary>
        LaunchSettings? LaunchSettings => null;

        /// <summary>Whether it has been built already.</summary>
        bool SuppressBuild => false;

        /// <summary>Whether it is a single source file.</summary>
        bool IsFileBasedApp => Path.GetExtension(ProjectPath) == ".cs";
    }

    /// <summary>How a project is added.</summary>
    public class ProjectResourceOptions
    {
        /// <summary>The launch profile; chosen by the rules when null.</summary>
        public string? LaunchProfileName { get; set; }

        /// <summary>Whether no launch profile is used.</summary>
        public bool ExcludeLaunchProfile { get; set; }

        /// <summary>Whether endpoints configured for Kestrel are left out.</summary>
        public bool ExcludeKestrelEndpoints { get; set; }
    }

    internal sealed class ProjectMetadata(string projectPath) : IProjectMetadata
    {
        public string ProjectPath { get; } = projectPath;
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A .NET project that runs as a part of the application.</summary>
    /// <param name="name">Its name.</param>
    public class ProjectResource(string name)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource;

    /// <summary>The launch profile that was asked for.</summary>
    /// <param name="launchProfileName">Its name.</param>
    public sealed class LaunchProfileAnnotation(string launchProfileName) : IResourceAnnotation
    {
        /// <summary>Its name.</summary>
        public string LaunchProfileName { get; } = launchProfileName;
    }

    /// <summary>No launch profile is used.</summary>
    public sealed class ExcludeLaunchProfileAnnotation : IResourceAnnotation;

    /// <summary>The project does not trust forwarded headers of everyone when it is published.</summary>
    internal sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation;

    /// <summary>Looks projects up.</summary>
    public static class ProjectResourceExtensions
    {
        /// <summary>The model's projects.</summary>
        public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model)
            => model.Resources.OfType<ProjectResource>();

        /// <summary>What is known of a project.</summary>
        public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
            => projectResource.Annotations.OfType<IProjectMetadata>().Single();
    }
}
