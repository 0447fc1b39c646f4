using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Where endpoints are found inside the stack, and what the policy may refer to.</summary>
internal sealed class Deployment(BundleInput input, IReadOnlyList<ServicePlan> plans, BundleMode mode, ProblemList problems) : IDeployment
{
    private const int NotKnown = 0;

    /// <summary>What people type to get here.</summary>
    public ResolvedValue PublicUrl => mode == BundleMode.Local
        ? ResolvedValue.Of(new TextPart("http://localhost"))
        : ResolvedValue.Of(new TextPart("https://"), new VariablePart(Variables.Domain));

    public EndpointAddress Address(Workload workload, Binding binding)
    {
        var settings = plans.FirstOrDefault(plan => plan.Workload == workload)?.Settings;
        if (settings is null || !IsProjectHttps(workload, binding))
            return new(binding.Scheme, workload.Name, PortOf(workload, binding, settings));
        var http = workload.Bindings.FirstOrDefault(static other => other.Scheme == "http");
        switch (settings.Https)
        {
            case HttpsEndpoints.Omit when http is not null:
                return new(binding.Scheme, workload.Name, NotKnown, Dropped: true);
            case HttpsEndpoints.Http:
                return new("http", workload.Name, PortOf(workload, http ?? binding, settings));
            default:
                problems.Add(
                    binding.Place.Where,
                    $"'{workload.Name}' has an https endpoint, and TLS ends at the server in front",
                    $"Say in the policy what becomes of it: https: {(http is null ? "http" : "omit or http")}");
                return new("http", workload.Name, NotKnown);
        }
    }

    /// <summary>Whether an endpoint is there in production, and not only the other name of one.</summary>
    public static bool IsLive(Workload workload, Binding binding) =>
        !IsProjectHttps(workload, binding) || !workload.Bindings.Any(static other => other.Scheme == "http");

    public ResolvedValue Image(Workload workload)
    {
        var plan = plans.FirstOrDefault(plan => plan.Workload == workload);
        return plan?.Settings.Image is { } image
            ? ResolvedValue.Of([.. PolicyText.Parts(PolicyText.ForService(image, workload.Name)).Where(part => part is not VariablePart variable || input.Policy.Variables.Any(known => known.Name == variable.Name))])
            : ResolvedValue.Of(new TextPart(workload.Image?.Text ?? workload.Name));
    }

    public ResolvedValue? Own(IReadOnlyList<string> path) => path switch
    {
        ["publicUrl"] when input.Policy.Edge is not null => PublicUrl,
        ["networks", var name, "subnet"] when input.Policy.Networks.FirstOrDefault(network => network.Name == name) is { Subnet: { } subnet } => ResolvedValue.Of(new TextPart(subnet)),
        _ => null,
    };

    private static bool IsProjectHttps(Workload workload, Binding binding) => workload.IsProject && binding.Scheme == "https";

    private int PortOf(Workload workload, Binding binding, ServiceEntry? settings)
    {
        if (binding.TargetPort is { } target)
            return target;
        if (!workload.IsProject && binding.Port is { } port)
            return port;
        if (settings?.Ports.TryGetValue(binding.Name, out var said) == true)
            return said;
        problems.Add(binding.Place.Where, $"nobody says on which port '{workload.Name}' listens for '{binding.Name}'", $"Give the endpoint a target port, or say it in the policy: services.{workload.Name}.ports.{binding.Name}");
        return NotKnown;
    }
}
