using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>The limits of all containers that run at a time must fit the host. Jobs end, and are not counted.</summary>
internal static class MemoryCheck
{
    internal static void Check(DeployPolicy policy, IReadOnlyList<ServicePlan> plans, ProblemList problems)
    {
        var limits = plans.Where(static plan => !plan.Once).Select(static plan => (plan.Name, Size: (plan.Settings.Memory ?? 0) * (plan.Settings.Replicas ?? 1)));
        if (policy.EdgeSettings is { } edge)
            limits = limits.Append((Edge.EdgeService.Name, edge.Memory ?? 0));
        var all = limits.Where(static limit => limit.Size > 0).ToList();
        var sum = all.Sum(static limit => (long)limit.Size);
        if (sum > policy.Memory)
            problems.Add(policy.MemoryWhere, $"the memory limits add up to {sum}M ({string.Join(", ", all.Select(static limit => $"{limit.Name} {limit.Size}M"))}), and the host has {policy.Memory}M for them", "Lower some, or raise 'memory' if the host has more");
    }
}
