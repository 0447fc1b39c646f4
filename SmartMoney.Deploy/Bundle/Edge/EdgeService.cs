using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle.Edge;

/// <summary>The service in front: Caddy, the only one that publishes ports.</summary>
internal static class EdgeService
{
    /// <summary>Its name.</summary>
    internal const string Name = "caddy";

    private const string DataFolder = "/data";
    private static readonly string[] Meaningless = ["target", "ports", "https", "secretFiles", "secrets", "args", "containerFilesInImage"];

    internal static void Check(DeployPolicy policy, ProblemList problems)
    {
        if (policy is not { Edge: { } edge, EdgeSettings: { } settings })
            return;
        List<string> missing = [];
        if (edge.Service.Image is null)
            missing.Add("image");
        if (settings.Memory is null)
            missing.Add("memory");
        if (settings.Uid is null)
            missing.Add("uid");
        if (edge.Service.Networks is not { Count: > 0 })
            missing.Add("networks");
        if (edge.Service.Probe.Command is null)
            missing.Add("probe.command");
        if (missing.Count > 0)
            problems.Add(edge.Where, $"lacks {string.Join(", ", missing)}", "Say it here");
        if (settings.Networks is { } names && policy.Networks.Where(network => names.Contains(network.Name, StringComparer.Ordinal)).All(static network => network.Internal) && names.Count > 0)
            problems.Add(edge.Service.At("networks"), "all its networks are internal, and ports of such a container are not published", "Give it one that is not");
        if (settings.Replicas is > 1 || settings.Once == true)
            problems.Add(edge.Where, "the server in front is one, and runs on", "Remove 'replicas' and 'once'");
        foreach (var key in Meaningless.Where(edge.Service.Keys.ContainsKey))
            problems.Add(edge.Service.At(key), $"'{key}' means nothing for the server in front");
    }

    internal static ComposeService Of(EdgePolicy edge, ServiceEntry settings, BundleMode mode, Deployment deployment, Variables variables, ServiceFrame frame, ProblemList problems)
    {
        var uid = settings.Uid ?? 0;
        var local = mode == BundleMode.Local;
        List<KeyValuePair<string, ComposeText>> environment =
        [
            new("DOMAIN", local ? ComposeText.Of("localhost") : variables.Use(Variables.Domain)),
            new("SCHEME", ComposeText.Of(local ? "http" : "https")),
            new("TLS", local ? ComposeText.Of("internal") : variables.Use(Variables.Tls)),
            new("PUBLIC_URL", ValueText.Plain(deployment.PublicUrl, variables)),
            new("XDG_DATA_HOME", ComposeText.Of(DataFolder)),
            new("XDG_CONFIG_HOME", ComposeText.Of("/tmp")),
        ];
        environment.AddRange(settings.Environment.Where(static entry => entry.Value is not null)
            .Select(entry => KeyValuePair.Create(entry.Key, PolicyText.Of(entry.Value!, edge.Service.At("env"), variables, problems))));
        List<ComposeMount> mounts = [new(Bind: true, ComposeText.Of("./Caddyfile"), "/etc/caddy/Caddyfile", ReadOnly: true)];
        List<string> tmpfs = [.. settings.Tmpfs ?? []];
        // http needs no certificate: nothing to keep.
        if (local)
            tmpfs.Add($"{DataFolder}:size=16m,uid={uid},gid={uid},mode=0700");
        else
            mounts.Add(new(Bind: true, ComposeText.Of(edge.Data), DataFolder, ReadOnly: false));
        return frame.Of(Name, settings, once: false) with
        {
            Image = PolicyText.Of(settings.Image ?? "", edge.Service.At("image"), variables, problems),
            Environment = environment,
            Mounts = mounts,
            Tmpfs = tmpfs,
            Ports = local ? ["127.0.0.1:80:80"] : ["80:80", "443:443", "443:443/udp"],
            // A user without capabilities may listen below 1024: file capabilities do not count with no-new-privileges.
            Sysctls = [new("net.ipv4.ip_unprivileged_port_start", "0")],
        };
    }
}
