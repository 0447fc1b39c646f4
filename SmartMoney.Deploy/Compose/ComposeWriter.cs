namespace SmartMoney.Deploy.Compose;

/// <summary>Writes a Compose file, always in the same order.</summary>
public static class ComposeWriter
{
    /// <summary>The file's text.</summary>
    public static string Write(ComposeFile file)
    {
        var services = new YamlMap();
        foreach (var service in file.Services)
            services.Add(service.Name, Service(service));
        var networks = new YamlMap();
        foreach (var network in file.Networks)
            networks.Add(network.Name, Network(network));
        var volumes = new YamlMap();
        foreach (var volume in file.Volumes)
            volumes.Add(volume, new YamlMap().Add("name", YamlNode.Of(volume)));
        var secrets = new YamlMap();
        foreach (var secret in file.Secrets)
            secrets.Add(secret.Name, new YamlMap().Add("file", YamlNode.Of(secret.File)));
        return YamlWriter.Write(
            file.Header,
            new YamlMap().Add("services", services).AddFilled("networks", networks).AddFilled("volumes", volumes).AddFilled("secrets", secrets));
    }

    private static YamlMap Service(ComposeService service)
    {
        var map = new YamlMap()
            .Add("image", service.Image is { } image ? YamlNode.Of(image) : null)
            .Add("build", service.Build is { } build ? Build(build) : null)
            .Add("user", service.Uid is { } uid ? YamlNode.Of($"{uid}:{uid}") : null)
            .Add("entrypoint", YamlNode.Line(service.Entrypoint.Select(YamlNode.Of)))
            .Add("command", YamlNode.Line(service.Command.Select(YamlNode.Of)))
            .AddFilled("environment", Texts(service.Environment.Select(static entry => (entry.Key, entry.Value))))
            .Add("secrets", YamlNode.List(service.Secrets.Select(static secret => new YamlMap().Add("source", YamlNode.Of(secret.Key)).Add("target", YamlNode.Of(secret.Value)))))
            .Add("volumes", YamlNode.List(service.Mounts.Select(Mount)))
            .Add("tmpfs", YamlNode.List(service.Tmpfs.Select(static folder => YamlNode.Of(ComposeText.Of(folder)))))
            .Add("ports", YamlNode.List(service.Ports.Select(YamlNode.Of)))
            .Add("networks", YamlNode.List(service.Networks.Select(YamlNode.Of)))
            .AddFilled("sysctls", Texts(service.Sysctls.Select(static entry => (entry.Key, ComposeText.Of(entry.Value)))))
            .AddFilled("depends_on", DependsOn(service));
        if (service.NoProbe)
            map.Add("healthcheck", new YamlMap().Add("disable", YamlNode.Of(true)));
        else if (service.Probe is { } probe)
            map.Add("healthcheck", Probe(probe));
        map.Add("restart", Optional(service.Restart))
            .Add("stop_grace_period", Optional(service.StopGracePeriod))
            .Add("scale", service.Scale == 1 ? null : YamlNode.Of(service.Scale))
            .Add("mem_limit", Megabytes(service.Memory))
            .Add("shm_size", Megabytes(service.SharedMemory))
            .Add("cpus", service.Cpus is { } cpus ? new YamlPlain(cpus) : null)
            .Add("read_only", service.ReadOnly ? YamlNode.Of(true) : null);
        if (service.Confined)
        {
            map.Add("cap_drop", YamlNode.Line([YamlNode.Of("ALL")]))
                .Add("cap_add", YamlNode.Line(service.Capabilities.Select(YamlNode.Of)))
                .Add("security_opt", YamlNode.Line([YamlNode.Of("no-new-privileges:true")]));
        }
        if (service.Logs is { } logs)
        {
            var options = new YamlMap().Add("max-size", YamlNode.Of(logs.MaxSize))
                .Add("max-file", YamlNode.Of(logs.MaxFiles.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            map.Add("logging", new YamlMap().Add("driver", YamlNode.Of("json-file")).Add("options", options));
        }
        return map;
    }

    private static YamlMap Build(ComposeBuild build)
    {
        var map = new YamlMap().Add("context", YamlNode.Of(ComposeText.Of(build.Context))).Add("dockerfile", YamlNode.Of(ComposeText.Of(build.Dockerfile)));
        if (build.Target is { } target)
            map.Add("target", YamlNode.Of(ComposeText.Of(target)));
        return map.AddFilled("args", Texts(build.Args.Select(static arg => (arg.Key, arg.Value))));
    }

    private static YamlMap Mount(ComposeMount mount)
    {
        var map = new YamlMap().Add("type", YamlNode.Of(mount.Bind ? "bind" : "volume"))
            .Add("source", mount.Source is { } source ? YamlNode.Of(source) : null)
            .Add("target", YamlNode.Of(ComposeText.Of(mount.Target)));
        return mount.ReadOnly ? map.Add("read_only", YamlNode.Of(true)) : map;
    }

    private static YamlMap DependsOn(ComposeService service)
    {
        var map = new YamlMap();
        foreach (var (name, condition) in service.DependsOn)
            map.Add(name, new YamlMap().Add("condition", YamlNode.Of(condition)));
        return map;
    }

    private static YamlMap Probe(ComposeProbe probe) => new YamlMap()
        .Add("test", YamlNode.Line(probe.Command.Select(static word => YamlNode.Of(ComposeText.Of(word))).Prepend(YamlNode.Of("CMD"))))
        .Add("interval", YamlNode.Of(probe.Interval))
        .Add("timeout", YamlNode.Of(probe.Timeout))
        .Add("retries", YamlNode.Of(probe.Retries))
        .Add("start_period", YamlNode.Of(probe.StartPeriod));

    private static YamlMap Network(ComposeNetwork network)
    {
        var map = new YamlMap();
        if (network.Internal)
            map.Add("internal", YamlNode.Of(true));
        if (network.Subnet is { } subnet)
            map.Add("ipam", new YamlMap().Add("config", YamlNode.List([new YamlMap().Add("subnet", YamlNode.Of(subnet))])));
        return map;
    }

    private static YamlMap Texts(IEnumerable<(string Key, ComposeText Value)> entries)
    {
        var map = new YamlMap();
        foreach (var (key, value) in entries)
            map.Add(key, YamlNode.Of(value));
        return map;
    }

    private static YamlNode? Optional(string? text) => text is null ? null : YamlNode.Of(text);

    private static YamlNode? Megabytes(int? size) => size is { } number ? YamlNode.Of($"{number}m") : null;
}
