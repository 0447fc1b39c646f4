using SmartMoney.Deploy.Problems;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SmartMoney.Deploy.Policy;

/// <summary>Reads the policy: YAML, strict, every problem with its line.</summary>
public static class PolicyReader
{
    // 1.7 GB, of a host with 2 GB; Docker's M and G are powers of 1024.
    private const int DefaultMemory = 1740;
    private const int ShortestSecret = 16;
    private const int LongestSecret = 1024;
    private static readonly string[] SecretClasses = ["lower", "upper", "numeric", "special"];

    /// <summary>The policy; null when the file is no YAML mapping.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="file">The name to report places with.</param>
    /// <param name="problems">Takes everything that is wrong.</param>
    public static DeployPolicy? Read(string text, string file, ProblemList problems)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException error)
        {
            problems.Add(new(file, "", (int)error.Start.Line, (int)error.Start.Column), $"is no well-formed YAML here: {FirstLine(error.Message)}");
            return null;
        }
        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            return Read(new PolicyMap(root, "", file, problems), file, problems);
        problems.Add(new(file, "", 1), "must be one YAML mapping", "Start with 'project:' and 'services:'");
        return null;
    }

    private static DeployPolicy Read(PolicyMap map, string file, ProblemList problems)
    {
        var policy = new DeployPolicy(new(file, "", 1), Project(map))
        {
            Memory = map.Megabytes("memory") ?? DefaultMemory,
            MemoryWhere = map.KeyAt("memory"),
            Build = map.Map("build") is { } build ? Build(build) : null,
            Variables = [.. (map.Map("variables")?.Children() ?? []).Select(entry => Variable(entry.Key, entry.Value, problems))],
            Secrets = [.. (map.Map("secrets")?.Children() ?? []).Select(entry => Secret(entry.Key, entry.Value, problems))],
            Networks = [.. (map.Map("networks")?.Children() ?? []).Select(entry => Network(entry.Key, entry.Value))],
            SharedVolumes = map.Texts("sharedVolumes") ?? [],
            Logs = map.Map("logs") is { } logs ? Logs(logs) : new("10m", 3),
            Defaults = map.Map("defaults") is { } defaults ? ServiceEntryReader.Read(defaults, problems) : new("defaults", new(file, "defaults", 1)),
            Services = [.. (map.Map("services")?.Children() ?? []).Select(entry => KeyValuePair.Create(entry.Key, ServiceEntryReader.Read(entry.Value, problems)))],
            Edge = map.Map("edge") is { } edge ? EdgeReader.Read(edge, problems) : null,
        };
        map.ReportUnread();
        return policy;
    }

    private static string Project(PolicyMap map)
    {
        var project = map.RequiredText("project");
        if (project.Length > 0 && !(Names.IsProject(project)))
            map.Problem("project", $"'{project}' is no name of a Compose project", "Use lower-case letters, digits, - and _, beginning with a letter or digit");
        return project;
    }

    private static ProjectBuild Build(PolicyMap map)
    {
        var build = new ProjectBuild(map.RequiredText("context"), map.RequiredText("dockerfile"));
        map.ReportUnread();
        return build;
    }

    private static PolicyVariable Variable(string name, PolicyMap map, ProblemList problems)
    {
        if (!Names.IsVariable(name))
            problems.Add(map.Where, $"'{name}' is no name of a variable", "Use capital letters, digits and _");
        var variable = new PolicyVariable(map.Where, name, map.RequiredText("description"), map.Text("default"));
        map.ReportUnread();
        return variable;
    }

    private static PolicySecret Secret(string name, PolicyMap map, ProblemList problems)
    {
        if (!Names.IsResource(name))
            problems.Add(map.Where, $"'{name}' is no name of a secret", "Use letters, digits and -");
        var classes = map.Texts("classes") ?? SecretClasses[..3];
        foreach (var unknown in classes.Where(static c => !SecretClasses.Contains(c, StringComparer.Ordinal)))
            map.Problem("classes", $"'{unknown}' is none of {string.Join(", ", SecretClasses)}");
        var secret = new PolicySecret(map.Where, name, map.Number("length", ShortestSecret, LongestSecret) ?? 32, classes);
        map.ReportUnread();
        return secret;
    }

    private static PolicyNetwork Network(string name, PolicyMap map)
    {
        var subnet = map.Text("subnet");
        if (subnet is not null && !System.Net.IPNetwork.TryParse(subnet, out _))
            map.Problem("subnet", $"'{subnet}' is no network", "Write CIDR, such as 172.29.64.0/24, with host bits zero");
        var network = new PolicyNetwork(map.Where, name, map.Flag("internal") ?? false, subnet);
        map.ReportUnread();
        return network;
    }

    private static LogRotation Logs(PolicyMap map)
    {
        var size = map.Text("maxSize");
        if (size is not null && Sizes.Megabytes(size) is null)
            map.Problem("maxSize", $"'{size}' is no size", "Write 10M");
        var logs = new LogRotation((size ?? "10M").ToLowerInvariant(), map.Number("maxFiles", 1, 100) ?? 3);
        map.ReportUnread();
        return logs;
    }

    private static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.');
}
