using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Two endpoints of one service cannot listen on one port.</summary>
internal static class PortCheck
{
    internal static void Check(IReadOnlyList<ServicePlan> plans, Deployment deployment, ProblemList problems)
    {
        foreach (var plan in plans)
        {
            var live = plan.Workload.Bindings.Where(binding => Deployment.IsLive(plan.Workload, binding))
                .Select(binding => (Binding: binding, deployment.Address(plan.Workload, binding).Port)).Where(static endpoint => endpoint.Port > 0);
            foreach (var same in live.GroupBy(static endpoint => (endpoint.Port, endpoint.Binding.Protocol)).Where(static group => group.Count() > 1))
            {
                var names = string.Join(" and ", same.Select(static endpoint => endpoint.Binding.Name));
                problems.Add(same.Last().Binding.Place.Where, $"{names} of '{plan.Name}' would both listen on {same.Key.Port}/{same.Key.Protocol}", $"Give one another target port, or another one in the policy: services.{plan.Name}.ports");
            }
        }
    }
}
