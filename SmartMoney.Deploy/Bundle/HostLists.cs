using System.Globalization;
using System.Text;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Tab-separated lists for the installer, a POSIX shell script: lines that begin with '#' are comments.</summary>
internal static class HostLists
{
    /// <summary><c>secrets.list</c>: one line for each secret and reader. The same secret has the same value for all its readers.</summary>
    internal static string Secrets(IEnumerable<SecretReader> readers)
    {
        var text = new StringBuilder("# One file for each secret and reader: secrets/<service>/<secret>, mode 0400, owned by uid. A secret has one value for all its readers.\n")
            .Append("# classes: character classes that a generated value is made of, each with the number of characters of it that must occur.\n")
            .Append("# service\tsecret\tuid\tlength\tclasses\torigin\n");
        foreach (var reader in readers)
        {
            var rule = reader.Secret.Rule;
            var classes = rule is null ? "-" : string.Join(',', rule.Classes.Select(static c => string.Create(CultureInfo.InvariantCulture, $"{c.Name}:{c.Min}")));
            text.Append(CultureInfo.InvariantCulture, $"{reader.Service}\t{reader.Secret.Name}\t{reader.Uid}\t{rule?.MinLength ?? 1}\t{classes}\t{(rule is null ? "asked" : "generated")}\n");
        }
        return text.ToString();
    }

    /// <summary><c>folders.list</c>: folders of the host that containers write, with their owner.</summary>
    internal static string Folders(BundleInput input, IEnumerable<ServicePlan> plans)
    {
        // What is elsewhere on the host belongs to somebody else.
        var text = new StringBuilder("# Folders that must be there, with their owner, before the stack starts. Relative to this file.\n# folder\tuid\tmode\n");
        if (input.Policy is { Edge: { } edge, EdgeSettings: { } settings })
            text.Append(CultureInfo.InvariantCulture, $"{edge.Data}\t{settings.Uid}\t0700\n");
        foreach (var plan in plans)
        {
            foreach (var mount in plan.Workload.BindMounts.Where(static mount => !mount.ReadOnly && !mount.Source.Text.Contains('{', StringComparison.Ordinal) && !mount.Source.Text.StartsWith('/')))
                text.Append(CultureInfo.InvariantCulture, $"{BundlePath.Join(input.ManifestFolder, mount.Source.Text)}\t{plan.Settings.Uid}\t0700\n");
        }
        return text.ToString();
    }
}
