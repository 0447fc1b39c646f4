using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Volumes and bind mounts, and what must not meet in them.</summary>
internal sealed class MountPlan(BundleInput input, IReadOnlyList<ServicePlan> plans, Resolver resolver, Variables variables, ProblemList problems)
{
    /// <summary>Named volumes of all services, each once, in the order of the manifest.</summary>
    public IReadOnlyList<string> Volumes => [.. plans.SelectMany(static plan => plan.Workload.Volumes).Select(static volume => volume.Name).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The mounts of a service.</summary>
    public IReadOnlyList<ComposeMount> Of(ServicePlan service)
    {
        CheckTargets(service);
        return
        [
            .. service.Workload.Volumes.Select(static volume => new ComposeMount(Bind: false, volume.Name is { } name ? ComposeText.Of(name) : null, volume.Target, volume.ReadOnly)),
            .. service.Workload.BindMounts.Select(mount => Bind(service, mount)).OfType<ComposeMount>(),
        ];
    }

    /// <summary>Reports names that Docker does not take, and volumes that two services would write.</summary>
    public void Check()
    {
        var mounts = plans.SelectMany(static plan => plan.Workload.Volumes.Select(volume => (Plan: plan, Volume: volume))).Where(static mount => mount.Volume.Name is not null).ToList();
        foreach (var (_, volume) in mounts.Where(static mount => !Names.IsVolume(mount.Volume.Name!)))
            problems.Add(volume.Place.Member("name").Where, $"'{volume.Name}' is no name of a Docker volume", "Use letters, digits, '.', '_' and '-', two characters at least");
        foreach (var shared in mounts.Where(static mount => !mount.Volume.ReadOnly).GroupBy(static mount => mount.Volume.Name!, StringComparer.Ordinal))
        {
            var writers = shared.Select(static mount => mount.Plan.Name).Distinct(StringComparer.Ordinal).ToList();
            if (writers.Count > 1 && !input.Policy.SharedVolumes.Contains(shared.Key, StringComparer.Ordinal))
                problems.Add(shared.Last().Volume.Place.Where, $"the volume '{shared.Key}' would be written by {string.Join(" and ", writers)}", "Name them differently, or list the volume below 'sharedVolumes' in the policy");
        }
    }

    private void CheckTargets(ServicePlan service)
    {
        var taken = (service.Settings.Tmpfs ?? []).Select(static folder => folder.Split(':')[0].TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        var targets = service.Workload.Volumes.Select(static volume => (volume.Target, volume.Place))
            .Concat(service.Workload.BindMounts.Select(static mount => (mount.Target, mount.Source.Place)));
        foreach (var (target, place) in targets.Where(mount => !taken.Add(mount.Target.TrimEnd('/'))))
            problems.Add(place.Where, $"'{service.Name}' has two mounts on {target}", "Mount one of them elsewhere");
    }

    private ComposeMount? Bind(ServicePlan service, Manifest.BindMount mount)
    {
        if (resolver.Resolve(mount.Source.Text, mount.Source.Place.Where, service.Workload) is not { } value)
            return null;
        if (value.IsSecret)
        {
            problems.Add(mount.Source.Place.Where, "a path holds a secret", "Paths are seen by everybody: use a plain parameter");
            return null;
        }
        var source = value.Text is { } text
            ? ComposeText.Of(BundlePath.Join(input.ManifestFolder, text))
            : ValueText.Plain(value.Parts[0] is VariablePart ? value : ResolvedValue.Of(new TextPart($"{BundlePath.Join(input.ManifestFolder, "")}/")).Then(value), variables);
        return new(Bind: true, source, mount.Target, mount.ReadOnly);
    }
}
