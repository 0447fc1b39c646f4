using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>What waits for what: names that exist, conditions that can come true, no circle.</summary>
internal static class StartOrder
{
    /// <summary>A service's <c>depends_on</c>, in Compose's words.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Of(ServiceEntry settings) =>
    [
        .. (settings.After ?? []).Select(static after => KeyValuePair.Create(after.Key, after.Value switch
        {
            StartCondition.Healthy => "service_healthy",
            StartCondition.Completed => "service_completed_successfully",
            _ => "service_started",
        })),
    ];

    internal static void Check(DeployPolicy policy, IReadOnlyList<ServicePlan> plans, ProblemList problems)
    {
        foreach (var (name, settings) in plans.Select(static plan => (plan.Name, plan.Settings)).Concat(Front(policy)))
        {
            foreach (var (other, condition) in settings.After ?? [])
            {
                var where = settings.At("after", other);
                if (plans.FirstOrDefault(plan => plan.Name == other) is not { } target)
                    problems.Add(where, $"'{name}' waits for '{other}', which is no service");
                else if (condition == StartCondition.Completed && !target.Once)
                    problems.Add(where, $"'{name}' waits until '{other}' has completed, but it runs on", $"Write 'healthy', or give '{other}' 'once: true'");
                else if (condition == StartCondition.Healthy && !target.HasProbe)
                    problems.Add(where, $"'{name}' waits until '{other}' is healthy, but nobody asks it", $"Write '{(target.Once ? "completed" : "started")}', or give '{other}' a probe");
            }
        }
        foreach (var circle in plans.Select(plan => Circle(plan.Name, plans)).OfType<string>().Take(1))
            problems.Add(policy.Where, $"services wait for each other in a circle: {circle}", "Remove one 'after'");
    }

    private static IEnumerable<(string Name, ServiceEntry Settings)> Front(DeployPolicy policy) =>
        policy.Edge is { } edge ? [("edge", edge.Service)] : [];

    private static string? Circle(string start, IReadOnlyList<ServicePlan> plans)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return From([start]);

        string? From(List<string> chain)
        {
            foreach (var next in plans.FirstOrDefault(plan => plan.Name == chain[^1])?.Settings.After ?? [])
            {
                if (next.Key == start)
                    return string.Join(" -> ", [.. chain, start]);
                if (seen.Add(next.Key) && From([.. chain, next.Key]) is { } found)
                    return found;
            }
            return null;
        }
    }
}
