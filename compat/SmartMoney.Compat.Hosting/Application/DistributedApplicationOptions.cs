namespace Aspire.Hosting;

/// <summary>How an application is described and run.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; the entry assembly when null.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The AppHost's project folder; from its assembly when null.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether there is no dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Whether the dashboard may speak plain http.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>Whether the resources' logs go to the AppHost's log too.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>A registry in place of every image's own.</summary>
    public string? ContainerRegistryOverride { get; set; }

    /// <summary>The application's name on the dashboard.</summary>
    public string? DashboardApplicationName { get; set; }
}
