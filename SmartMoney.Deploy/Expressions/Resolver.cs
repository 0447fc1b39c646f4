using System.Collections.Immutable;
using System.Globalization;
using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Expressions;

/// <summary>Follows <c>{resource.path}</c> expressions to values. What was followed once is remembered, problems included.</summary>
public sealed class Resolver(AppManifest manifest, InputCatalog inputs, IDeployment deployment, ProblemList problems)
{
    /// <summary>The name by which the policy refers to the deployment itself.</summary>
    public const string Own = "deploy";

    private readonly Dictionary<string, Resource> _resources = manifest.Resources.ToDictionary(static r => r.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ResolvedValue?> _known = new(StringComparer.Ordinal);
    private readonly List<string> _chain = [];

    /// <summary>The value of a text; null when something is wrong with it, which was reported.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Its place, for problems.</param>
    /// <param name="owner">The workload it belongs to, which expressions of previews leave out.</param>
    public ResolvedValue? Resolve(string text, Location where, Workload? owner)
    {
        ResolvedValue? value = ResolvedValue.Empty;
        foreach (var part in Template.Parse(text))
        {
            var next = part.Resource is null ? ResolvedValue.Of(new TextPart(part.Text)) : Follow(part, where, owner);
            value = next is null ? null : value?.Then(next);
        }
        return value;
    }

    private ResolvedValue? Follow(TemplatePart part, Location where, Workload? owner)
    {
        if (_resources.TryGetValue(part.Resource!, out var resource))
            return Of(resource, part.Path, part, where);
        if (part.Resource is "bindings" or "inputs" && owner is not null)
            return Of(owner, [part.Resource, .. part.Path], part, where);
        if (part.Resource == Own && deployment.Own(part.Path) is { } own)
            return own;
        if (part.Resource == Own)
            problems.Add(where, $"{part.Text}: the deployment has no such thing", "It has publicUrl, where the policy has an 'edge', and networks.<name>.subnet, where the policy gives the network one");
        else if (!manifest.Refused.Contains(part.Resource!))
            problems.Add(where, $"{part.Text} refers to '{part.Resource}', which is no resource of the manifest", "Name one that is, or remove the reference");
        return null;
    }

    private ResolvedValue? Of(Resource resource, IReadOnlyList<string> path, TemplatePart part, Location where)
    {
        switch (path)
        {
            case ["connectionString"] when resource.ConnectionString is { } text:
                // A parameter's whole value may be a connection string; then there is nothing around it to fit it into.
                var value = Known(resource, "connectionString", text, where);
                return resource is ParameterResource ? value : value?.AsConnectionString();
            case ["connectionString"] when resource is ParameterResource parameter:
                return Known(resource, "value", parameter.Value, where);
            case ["value"] when resource is ParameterResource parameter:
                return Known(resource, "value", parameter.Value, where);
            case ["value"] when resource is AnnotatedString annotated:
                return Known(resource, "value", annotated.Value, where, plain => UriEncoding.Of(plain, annotated, problems));
            case ["inputs", var name] when inputs.Find(resource.Name, name) is { } entry:
                return ResolvedValue.Of(entry.Input.Secret ? new SecretPart(entry.Name) : new VariablePart(entry.Name));
            case ["bindings", var name, var what] when resource is Workload workload && Find(workload, name) is { } binding:
                return Address(workload, binding, what, part, where);
            case ["containerPort"] when resource is Workload { Bindings: [var binding, ..] } workload:
                return Address(workload, binding, "targetPort", part, where);
            case ["containerImage"] when resource is Workload workload:
                return deployment.Image(workload);
            default:
                problems.Add(where, $"{part.Text} refers to something that '{resource.Name}' does not have", Offer(resource));
                return null;
        }
    }

    private ResolvedValue? Address(Workload workload, Binding binding, string what, TemplatePart part, Location where)
    {
        if (workload.Build?.BuildOnly == true)
        {
            problems.Add(where, $"{part.Text} is an address of '{workload.Name}', which is only built and never runs");
            return null;
        }
        var at = deployment.Address(workload, binding);
        var port = at.Port.ToString(CultureInfo.InvariantCulture);
        var text = what switch
        {
            "host" => at.Host,
            "port" or "targetPort" or "containerPort" => port,
            "scheme" => at.Scheme,
            "url" => $"{at.Scheme}://{at.Host}:{port}",
            "tlsEnabled" => at.Scheme is "https" ? "true" : "false",
            _ => null,
        };
        if (text is null)
        {
            problems.Add(where, $"{part.Text}: an endpoint has no '{what}'", "Use url, host, port, targetPort, scheme or tlsEnabled");
            return null;
        }
        var value = ResolvedValue.Of(new TextPart(text));
        return value with { Targets = value.Targets.Add(workload.Name), Dropped = at.Dropped ? $"{workload.Name}.{binding.Name}" : null };
    }

    private ResolvedValue? Known(Resource resource, string member, ManifestText text, Location where, Func<ResolvedValue, ResolvedValue?>? filter = null)
    {
        var key = $"{resource.Name}.{member}";
        if (_known.TryGetValue(key, out var known))
            return known;
        var from = _chain.IndexOf(key);
        if (from >= 0)
        {
            problems.Add(where, $"the references go in a circle: {string.Join(" -> ", [.. _chain[from..], key])}", "Remove one of them");
            return null;
        }
        _chain.Add(key);
        var value = Resolve(text.Text, text.Place.Where, resource as Workload);
        _chain.RemoveAt(_chain.Count - 1);
        if (filter is not null && value is not null)
            value = filter(value);
        _known[key] = value;
        return value;
    }

    private static Binding? Find(Workload workload, string name) =>
        workload.Bindings.FirstOrDefault(binding => string.Equals(binding.Name, name, StringComparison.Ordinal));

    private static string Offer(Resource resource)
    {
        var has = new List<string>();
        if (resource.ConnectionString is not null)
            has.Add("connectionString");
        if (resource is ParameterResource or AnnotatedString)
            has.Add("value");
        has.AddRange(resource.Inputs.Select(static input => $"inputs.{input.Name}"));
        if (resource is Workload workload)
            has.AddRange(workload.Bindings.Select(static binding => $"bindings.{binding.Name}.url"));
        return has.Count == 0 ? "It has nothing to refer to" : $"It has {string.Join(", ", has)}";
    }
}
