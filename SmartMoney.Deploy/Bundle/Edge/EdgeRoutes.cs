using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle.Edge;

/// <summary>An external endpoint and where it is found from outside.</summary>
/// <param name="Service">The service, by its name in DNS.</param>
/// <param name="Port">Its port.</param>
/// <param name="Http2">Whether it speaks HTTP/2 without TLS only (gRPC).</param>
/// <param name="Path">Paths that go there; null for all others.</param>
/// <param name="Host">The label before the domain; null for the domain itself.</param>
internal sealed record Route(string Service, int Port, bool Http2, string? Path, string? Host);

/// <summary>Finds a place for every external endpoint.</summary>
internal sealed class EdgeRoutes(BundleInput input, IReadOnlyList<ServicePlan> plans, Deployment deployment, NetworkCheck networks, ProblemList problems)
{
    internal IReadOnlyList<Route> Find()
    {
        var external = External();
        if (input.Policy.Edge is not { } edge)
        {
            foreach (var (plan, binding) in external)
                problems.Add(binding.Place.Where, $"'{plan.Name}' is to be reached from outside, and there is no server in front", $"Describe it below 'edge' in {input.Policy.Where.File}");
            return [];
        }
        foreach (var name in edge.Unpublished.Concat(edge.Routes.Select(static route => route.Endpoint)).Where(name => !IsExternal(name)))
            problems.Add(edge.Where, $"'{name}' is no external endpoint of the manifest", $"Write service.endpoint; there are {Offer()}");
        external = [.. external.Where(endpoint => !edge.Unpublished.Contains(NameOf(endpoint), StringComparer.Ordinal))];
        if (external.Count == 0)
            problems.Add(edge.Where, "nothing is to be reached from outside, so there is nothing to put a server in front of", "Mark an endpoint as external (WithExternalHttpEndpoints()), or remove 'edge'");
        foreach (var (plan, binding) in external)
            networks.Use(EdgeService.Name, input.Policy.EdgeSettings?.Networks, plan.Name, binding.Place.Where);
        var routes = external.SelectMany(endpoint => Routes(endpoint, external.Count, edge)).ToList();
        foreach (var twin in routes.GroupBy(static route => (route.Host, route.Path)).Where(static group => group.Count() > 1))
            problems.Add(edge.Where, $"{string.Join(" and ", twin.Select(static route => $"'{route.Service}'"))} have the same host and path", "Give each a path or a host of its own below 'routes'");
        return routes;
    }

    private static string NameOf((ServicePlan Plan, Binding Binding) endpoint) => $"{endpoint.Plan.Name}.{endpoint.Binding.Name}";

    private IEnumerable<Route> Routes((ServicePlan Plan, Binding Binding) endpoint, int count, EdgePolicy edge)
    {
        var (plan, binding) = endpoint;
        if (binding.Transport is "tcp" || binding.Scheme is not ("http" or "https") || binding.Protocol is "udp")
        {
            problems.Add(binding.Place.Where, $"'{plan.Name}' is to be reached from outside by {binding.Scheme}/{binding.Protocol}, and the server in front routes http only", $"Take 'external' off the endpoint, or list {NameOf(endpoint)} below edge.unpublished");
            return [];
        }
        var address = deployment.Address(plan.Workload, binding);
        if (address.Scheme == "https")
        {
            problems.Add(binding.Place.Where, $"'{plan.Name}' speaks https with a certificate of its own, which the server in front cannot check", "Publish its http endpoint");
            return [];
        }
        var said = edge.Routes.Where(route => route.Endpoint == NameOf(endpoint)).ToList();
        if (said.Count == 0 && count > 1)
            problems.Add(binding.Place.Where, $"{count} endpoints are to be reached from outside, and nobody says where {NameOf(endpoint)} is found", $"Give it a path or a host below edge.routes in {input.Policy.Where.File}, or list it below edge.unpublished");
        var http2 = binding.Transport == "http2";
        return said.Count == 0 ? [new Route(plan.Name, address.Port, http2, null, null)] : said.Select(route => new Route(plan.Name, address.Port, http2, route.Path, route.Host));
    }

    private List<(ServicePlan Plan, Binding Binding)> External() =>
        [.. plans.SelectMany(static plan => plan.Workload.Bindings.Select(binding => (plan, binding))).Where(endpoint => endpoint.binding.External && Deployment.IsLive(endpoint.plan.Workload, endpoint.binding))];

    private bool IsExternal(string name) => External().Any(endpoint => NameOf(endpoint) == name);

    private string Offer() => External() is { Count: > 0 } all ? string.Join(", ", all.Select(NameOf)) : "none";
}
