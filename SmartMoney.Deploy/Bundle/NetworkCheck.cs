using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Networks that exist, and that who has another one's address can reach it.</summary>
internal sealed class NetworkCheck(DeployPolicy policy, IReadOnlyList<ServicePlan> plans, ProblemList problems)
{
    private readonly HashSet<(string From, string To)> _told = [];

    /// <summary>Reports networks that the policy does not declare.</summary>
    public void Declared()
    {
        foreach (var network in policy.Networks.Where(static network => !Names.IsResource(network.Name)))
            problems.Add(network.Where, $"'{network.Name}' is no name of a network", "Use letters, digits and -");
        var entries = plans.Select(static plan => plan.Settings);
        if (policy.EdgeSettings is { } edge)
            entries = entries.Append(edge);
        foreach (var settings in entries)
        {
            foreach (var name in (settings.Networks ?? []).Where(name => !policy.Networks.Any(network => network.Name == name)))
                problems.Add(settings.At("networks"), $"'{name}' is no network", "Declare it below 'networks'");
        }
        foreach (var (one, other) in Pairs().Where(static pair => Overlap(pair.One.Subnet, pair.Other.Subnet)))
            problems.Add(other.Where, $"the subnet of '{other.Name}' overlaps that of '{one.Name}'");
    }

    /// <summary>Notes that a service was given the addresses in a value.</summary>
    public void Use(string service, ResolvedValue value, Location where)
    {
        foreach (var target in value.Targets.Where(target => target != service))
            Use(service, plans.FirstOrDefault(plan => plan.Name == service)?.Settings.Networks, target, where);
    }

    /// <summary>Notes that somebody on some networks calls a service.</summary>
    public void Use(string caller, IReadOnlyList<string>? networks, string target, Location where)
    {
        var theirs = plans.FirstOrDefault(plan => plan.Name == target)?.Settings.Networks;
        if (networks is null || theirs is null || networks.Intersect(theirs, StringComparer.Ordinal).Any() || !_told.Add((caller, target)))
            return;
        problems.Add(where, $"'{caller}' calls '{target}', but they share no network", $"Give both one network in {policy.Where.File}");
    }

    private static bool Overlap(string? one, string? other) =>
        one is not null && other is not null && System.Net.IPNetwork.TryParse(one, out var a) && System.Net.IPNetwork.TryParse(other, out var b)
        && (a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress));

    private IEnumerable<(PolicyNetwork One, PolicyNetwork Other)> Pairs() =>
        policy.Networks.SelectMany((one, index) => policy.Networks.Skip(index + 1).Select(other => (one, other)));
}
