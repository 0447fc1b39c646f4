using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The variables that every project gets before its own, in their fixed order.</summary>
internal sealed class ProjectEnvironment(ProjectResource project, (string Name, LaunchProfile Profile)? profile, bool development, IConfiguration configuration)
{
    public void AddDefaults(EnvironmentCallbackContext context)
    {
        var variables = context.EnvironmentVariables;
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (context.ExecutionContext.IsPublishMode)
        {
            AddPublished(variables);
            return;
        }

        TelemetryEnvironment.Add(variables, project.Name, development, configuration);
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        AddAddresses(variables);
        AddProfile(variables);
    }

    private void AddPublished(Dictionary<string, object> variables)
    {
        var endpoints = project.GetEndpoints().ToArray();
        if (endpoints.Length > 0 && !project.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
        {
            variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        }

        if (project.HasAnnotationOfType<KestrelEndpointAnnotation>())
        {
            return;
        }

        // https comes without a certificate from a launch profile: only endpoints that were asked for get a port.
        AddPorts("HTTP_PORTS", endpoints.Where(e => e.IsHttp));
        AddPorts("HTTPS_PORTS", endpoints.Where(e => e.IsHttps && !e.EndpointAnnotation.FromLaunchProfile));

        void AddPorts(string name, IEnumerable<EndpointReference> listening)
        {
            var ports = new ReferenceExpressionBuilder();
            foreach (var endpoint in listening.Where(e => e.EndpointAnnotation.PortVariable is null))
            {
                ports.AppendLiteral(ports.IsEmpty ? "" : ";");
                ports.AppendFormatted(endpoint.Property(EndpointProperty.TargetPort));
            }

            if (!ports.IsEmpty)
            {
                variables[name] = ports.Build();
            }
        }
    }

    private void AddAddresses(Dictionary<string, object> variables)
    {
        if (variables.ContainsKey("ASPNETCORE_URLS") || project.HasAnnotationOfType<KestrelEndpointAnnotation>())
        {
            return;
        }

        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(e => (e.IsHttp || e.IsHttps) && e.EndpointAnnotation.PortVariable is null))
        {
            urls.AppendLiteral(urls.IsEmpty ? "" : ";");
            urls.AppendLiteral($"{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:");
            urls.AppendFormatted(endpoint.Property(EndpointProperty.TargetPort));
        }

        if (!urls.IsEmpty)
        {
            variables["ASPNETCORE_URLS"] = urls.Build();
        }

        if (project.GetEndpoints().FirstOrDefault(e => e.IsHttps) is { } https)
        {
            variables["ASPNETCORE_HTTPS_PORT"] = https.Property(EndpointProperty.Port);
        }
    }

    private void AddProfile(Dictionary<string, object> variables)
    {
        if (profile is not { } chosen)
        {
            return;
        }

        variables.TryAdd("DOTNET_LAUNCH_PROFILE", chosen.Name);
        foreach (var (name, value) in chosen.Profile.EnvironmentVariables)
        {
            variables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
        }
    }
}
