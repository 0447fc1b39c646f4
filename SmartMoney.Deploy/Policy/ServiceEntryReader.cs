using System.Globalization;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Policy;

/// <summary>Reads what the policy says of a service.</summary>
internal static class ServiceEntryReader
{
    private const int LastId = 2_147_483_646;
    // Each probe of SmartMoney's services starts a process of the .NET runtime.
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(15);

    internal static ServiceEntry Read(PolicyMap map, ProblemList problems)
    {
        var entry = ReadKeys(map, problems);
        map.ReportUnread();
        return entry;
    }

    /// <summary>The keys of a service; the caller reports those that it does not know either.</summary>
    internal static ServiceEntry ReadKeys(PolicyMap map, ProblemList problems) => new(map.Path, map.Where)
    {
        Keys = map.Keys,
        Image = map.Text("image"),
        Target = map.Text("target"),
        Uid = map.Number("uid", 0, LastId),
        Memory = map.Megabytes("memory"),
        SharedMemory = map.Megabytes("sharedMemory"),
        Cpus = Cpus(map),
        Secrets = map.Word("secrets", ("file-variable", SecretStyle.FileVariable), ("expand", SecretStyle.Expand)),
        Probe = Probe(map),
        After = map.Map("after") is { } after ? After(after) : null,
        Networks = map.Texts("networks"),
        Replicas = map.Number("replicas", 1, 50),
        Environment = Environment(map.Map("env"), problems),
        SecretFiles = [.. (map.Map("secretFiles")?.Entries() ?? []).Select(static file => KeyValuePair.Create(file.Key, file.Value ?? ""))],
        Args = map.Texts("args"),
        Tmpfs = Tmpfs(map),
        StopGracePeriod = map.Duration("stopGracePeriod"),
        Restart = Restart(map),
        Ports = Ports(map.Map("ports")),
        Https = map.Word("https", ("omit", HttpsEndpoints.Omit), ("http", HttpsEndpoints.Http)),
        Once = map.Flag("once"),
        ReadOnly = map.Flag("readOnly"),
        Capabilities = Capabilities(map),
        ContainerFilesInImage = map.Flag("containerFilesInImage"),
    };

    private static string? Cpus(PolicyMap map)
    {
        var text = map.Text("cpus");
        if (text is null || (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cpus) && cpus is > 0 and <= 1024))
            return text;
        map.Problem("cpus", $"'{text}' is no number of processors", "Write 1 or 0.5");
        return null;
    }

    private static Probe Probe(PolicyMap map)
    {
        // 'probe: none' for an image without any program that could ask.
        if (map.Keys.ContainsKey("probe") && map.IsText("probe"))
        {
            if (map.Text("probe") != "none")
                map.Problem("probe", "must be a mapping, or none");
            return new() { Command = [] };
        }
        if (map.Map("probe") is not { } probe)
            return new();
        var interval = probe.Duration("interval");
        if (interval < ShortestInterval)
            probe.Problem("interval", $"is shorter than {Sizes.Text(ShortestInterval)}", "Each probe starts a process: give the host time to breathe");
        var read = new Probe
        {
            Command = probe.Texts("command"),
            Interval = interval,
            Timeout = probe.Duration("timeout"),
            Retries = probe.Number("retries", 1, 100),
            StartPeriod = probe.Duration("startPeriod"),
        };
        if (read.Command is [])
            probe.Problem("command", "is empty", "Name the program, or write 'probe: none'");
        probe.ReportUnread();
        return read;
    }

    private static List<KeyValuePair<string, StartCondition>> After(PolicyMap map)
    {
        var after = new List<KeyValuePair<string, StartCondition>>();
        foreach (var name in map.Keys.Keys)
        {
            if (map.Word(name, ("started", StartCondition.Started), ("healthy", StartCondition.Healthy), ("completed", StartCondition.Completed)) is { } condition)
                after.Add(KeyValuePair.Create(name, condition));
        }
        return after;
    }

    private static List<KeyValuePair<string, string?>> Environment(PolicyMap? map, ProblemList problems)
    {
        List<KeyValuePair<string, string?>> entries = [.. map?.Entries() ?? []];
        foreach (var entry in entries.Where(static entry => !Names.IsEnvironment(entry.Key)))
            problems.Add(map!.KeyAt(entry.Key), $"'{entry.Key}' is no name of an environment variable");
        return entries;
    }

    private static IReadOnlyList<string>? Tmpfs(PolicyMap map)
    {
        var tmpfs = map.Texts("tmpfs");
        foreach (var entry in (tmpfs ?? []).Where(static entry => !entry.StartsWith('/')))
            map.Problem("tmpfs", $"'{entry}' is no absolute path", "Write /tmp or /tmp:size=64m");
        return tmpfs;
    }

    private static string? Restart(PolicyMap map)
    {
        var text = map.Text("restart");
        if (text is null or "no" or "always" or "unless-stopped" or "on-failure" || (text.StartsWith("on-failure:", StringComparison.Ordinal) && text[11..].All(char.IsAsciiDigit)))
            return text;
        map.Problem("restart", $"'{text}' is none of no, always, unless-stopped, on-failure, on-failure:N");
        return null;
    }

    private static Dictionary<string, int> Ports(PolicyMap? map)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in map?.Keys.Keys ?? [])
        {
            if (map!.Number(name, 1, 65535) is { } port)
                ports[name] = port;
        }
        return ports;
    }

    private static IReadOnlyList<string>? Capabilities(PolicyMap map)
    {
        var names = map.Texts("capabilities");
        foreach (var name in (names ?? []).Where(static name => name is "ALL" or "SYS_ADMIN" || !name.All(static c => char.IsAsciiLetterUpper(c) || c == '_')))
            map.Problem("capabilities", $"'{name}' is no capability that a service may keep", "Write single names such as NET_BIND_SERVICE");
        return names;
    }
}
