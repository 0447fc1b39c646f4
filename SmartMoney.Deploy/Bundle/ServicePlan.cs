using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>A workload with what the policy says of it, the defaults included.</summary>
internal sealed record ServicePlan(Workload Workload, ServiceEntry Settings)
{
    public string Name => Workload.Name;

    public bool Once => Settings.Once == true;

    /// <summary>Whether it can be waited for until healthy.</summary>
    public bool HasProbe => !Once && Settings.Probe.Command is { Count: > 0 };
}

/// <summary>Brings workloads and policy entries together.</summary>
internal static class ServicePlans
{
    internal static IReadOnlyList<ServicePlan> Of(BundleInput input, ProblemList problems)
    {
        var (manifest, policy) = (input.Manifest, input.Policy);
        var plans = new List<ServicePlan>();
        foreach (var workload in manifest.Services)
        {
            CheckName(workload, manifest, problems);
            var entry = policy.Services.Where(service => service.Key == workload.Name).Select(static service => service.Value).FirstOrDefault();
            var settings = (entry ?? new($"services.{workload.Name}", policy.Where)).Over(policy.Defaults);
            // The default names images of projects and builds; a container has its own.
            if (workload.Image is not null)
                settings = settings with { Image = entry?.Image };
            if (settings is { Once: true, Replicas: > 1 })
                problems.Add(settings.At("replicas"), $"'{workload.Name}' runs once", "Remove 'replicas'");
            var missing = Missing(workload, settings).ToList();
            if (entry is null && missing.Count > 0)
                problems.Add(workload.Place.Where, $"'{workload.Name}' has no entry in the policy, and its defaults lack {string.Join(", ", missing)}", $"Add services.{workload.Name} to {policy.Where.File}");
            else if (missing.Count > 0)
                problems.Add(settings.Where, $"lacks {string.Join(", ", missing)}", "Say it here or in 'defaults'");
            plans.Add(new(workload, settings));
        }
        foreach (var (name, entry) in policy.Services.Where(service => !manifest.Services.Any(workload => workload.Name == service.Key) && !manifest.Refused.Contains(service.Key)))
            problems.Add(entry.Where, $"'{name}' is no service of the manifest", "Remove the entry, or add the resource to the AppHost");
        return plans;
    }

    private static IEnumerable<string> Missing(Workload workload, ServiceEntry settings)
    {
        if (settings.Memory is null)
            yield return "memory";
        if (settings.Uid is null)
            yield return "uid";
        if (settings.Networks is not { Count: > 0 })
            yield return "networks";
        if (settings.Probe.Command is null && settings.Once != true)
            yield return "probe.command";
        if (settings.Image is null && workload.Image is null)
            yield return "image";
    }

    private static void CheckName(Workload workload, AppManifest manifest, ProblemList problems)
    {
        if (!Names.IsResource(workload.Name))
            problems.Add(workload.Place.Where, $"'{workload.Name}' is no name that DNS and Compose take", "Use letters, digits and -, 63 at most");
        if (manifest.Services.FirstOrDefault(other => other != workload && string.Equals(other.Name, workload.Name, StringComparison.OrdinalIgnoreCase)) is { } twin
            && string.CompareOrdinal(twin.Name, workload.Name) < 0)
            problems.Add(workload.Place.Where, $"'{workload.Name}' and '{twin.Name}' are one name in DNS", "Rename one of them");
        if (string.Equals(workload.Name, Edge.EdgeService.Name, StringComparison.OrdinalIgnoreCase))
            problems.Add(workload.Place.Where, $"'{workload.Name}' is the name of the server in front", "Rename the resource");
    }
}
