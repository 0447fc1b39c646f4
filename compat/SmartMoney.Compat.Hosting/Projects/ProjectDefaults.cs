using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The endpoints and variables that every project gets before its own.</summary>
internal static class ProjectDefaults
{
    public static void Apply(IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        var application = builder.ApplicationBuilder;
        var metadata = builder.Resource.GetProjectMetadata();
        var directory = Path.GetDirectoryName(metadata.ProjectPath)!;
        var profile = LaunchSettingsReader.Choose(builder.Resource, metadata.LaunchSettings ?? LaunchSettingsReader.Read(directory), application.Configuration);
        if (profile is { } chosen)
        {
            builder.WithAnnotation(new ChosenLaunchProfileAnnotation(chosen.Name, chosen.Profile));
        }

        var kestrel = options.ExcludeKestrelEndpoints ? [] : KestrelEndpoints.Read(directory, application.Environment.EnvironmentName);
        if (kestrel.Count > 0)
        {
            AddKestrelEndpoints(builder, kestrel, application.ExecutionContext.IsRunMode);
        }
        else if (profile?.Profile.ApplicationUrl is { Length: > 0 } urls)
        {
            AddProfileEndpoints(builder.Resource, urls, application.ExecutionContext.IsRunMode);
        }

        var environment = new ProjectEnvironment(builder.Resource, profile, application.Environment.IsDevelopment(), application.Configuration);
        builder.WithEnvironment(environment.AddDefaults);
    }

    // A published project always offers both schemes; its addresses are the deployment's business.
    private static void AddProfileEndpoints(ProjectResource project, string applicationUrl, bool run)
    {
        if (!run)
        {
            project.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, "http") { FromLaunchProfile = true });
            project.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, "https") { FromLaunchProfile = true });
            return;
        }

        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var address in applicationUrl.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var uri = BindingAddress.Parse(address);
            var count = counts[uri.Scheme] = counts.GetValueOrDefault(uri.Scheme) + 1;
            var name = count == 1 ? uri.Scheme : FormattableString.Invariant($"{uri.Scheme}{count}");
            project.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, uri.Scheme, name: name, port: uri.Port)
            {
                TargetHost = uri.Host,
                FromLaunchProfile = true,
            });
        }
    }

    private static void AddKestrelEndpoints(IResourceBuilder<ProjectResource> builder, IReadOnlyList<(string Name, BindingAddress Address)> endpoints, bool run)
    {
        foreach (var (name, address) in endpoints)
        {
            var endpoint = new EndpointAnnotation(ProtocolType.Tcp, address.Scheme, name: name.ToLowerInvariant(), port: run ? address.Port : null) { TargetHost = address.Host };
            var port = new EndpointReference(builder.Resource, endpoint).Property(EndpointProperty.TargetPort);
            builder.WithAnnotation(endpoint);
            builder.WithEnvironment($"Kestrel__Endpoints__{name}__Url", ReferenceExpression.Create($"{address.Scheme}://{(run ? address.Host : "*")}:{port}"));
            builder.Resource.Annotations.Add(new KestrelEndpointAnnotation());
        }
    }
}

/// <summary>The project's addresses are configured for Kestrel; ASPNETCORE_URLS is not for it.</summary>
internal sealed class KestrelEndpointAnnotation : IResourceAnnotation;

/// <summary>The launch profile that the rules gave.</summary>
/// <param name="name">Its name.</param>
/// <param name="profile">Its content.</param>
internal sealed class ChosenLaunchProfileAnnotation(string name, LaunchProfile profile) : IResourceAnnotation
{
    public string Name { get; } = name;

    public LaunchProfile Profile { get; } = profile;
}
