using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace SmartMoney.Tests.Deploy;

/// <summary>What holds for every bundle, and for ours.</summary>
public sealed class BundlePromisesTests
{
    private static readonly string[] Modes = ["docker-compose.prod.yml", "docker-compose.local.yml"];

    public static TheoryData<string, string> Stacks()
    {
        var stacks = new TheoryData<string, string>();
        foreach (var folder in Directory.GetDirectories(BundleCase.GoldenFolder).Select(static folder => Path.Combine(folder, "expected")).Where(Directory.Exists).Append(Repository.PathOf("deploy")))
        {
            foreach (var mode in Modes)
                stacks.Add(Path.GetRelativePath(Repository.Root, folder), mode);
        }
        return stacks;
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Only_the_server_in_front_publishes_ports(string folder, string file)
    {
        foreach (var (name, service) in Services(folder, file))
            service.Children.ContainsKey("ports").ShouldBe(name == "caddy", name);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Every_container_is_confined_limited_probed_and_rotated(string folder, string file)
    {
        foreach (var (name, service) in Services(folder, file))
        {
            foreach (var key in new[] { "image", "user", "mem_limit", "restart", "networks", "logging", "healthcheck" })
                service.Children.ContainsKey(key).ShouldBeTrue($"{name} has {key}");
            service["cap_drop"].ToString().ShouldContain("ALL");
            service["security_opt"].ToString().ShouldContain("no-new-privileges:true");
        }
    }

    [Fact]
    public void Ours_have_read_only_file_systems_and_no_root()
    {
        foreach (var (name, service) in Modes.SelectMany(static mode => Services("deploy", mode)))
        {
            service["read_only"].ToString().ShouldBe("true", name);
            service["user"].ToString().ShouldNotStartWith("0:");
        }
        Services("deploy", Modes[0]).Select(static service => service.Service["user"].ToString()).ShouldBeUnique();
    }

    [Fact]
    public void The_database_is_reached_from_inside_only_and_gets_nowhere()
    {
        var root = Root("deploy", Modes[0]);
        Services("deploy", Modes[0]).Single(static service => service.Name == "postgres").Service["networks"].ToString().ShouldBe("[ data ]");
        root["networks"]["data"]["internal"].ToString().ShouldBe("true");
        root["networks"]["app"]["internal"].ToString().ShouldBe("true");
    }

    [Fact]
    public void The_memory_limits_fit_a_host_of_two_gigabytes_and_leave_room_for_backups()
    {
        const int Backups = 160;
        var sum = Services("deploy", Modes[0]).Where(static service => service.Name != "migrate").Sum(static service => int.Parse(service.Service["mem_limit"].ToString().TrimEnd('m')));
        (sum + Backups).ShouldBeLessThanOrEqualTo(1740);
    }

    [Fact]
    public void A_probe_comes_every_15_seconds_at_most()
    {
        foreach (var (name, service) in Services("deploy", Modes[0]).Where(static service => service.Name != "migrate"))
            int.Parse(service["healthcheck"]["interval"].ToString().TrimEnd('s')).ShouldBeGreaterThanOrEqualTo(15, name);
    }

    [Fact]
    public void The_start_goes_database_migration_api()
    {
        var services = Services("deploy", Modes[0]).ToDictionary(static service => service.Name, static service => service.Service, StringComparer.Ordinal);
        services["migrate"]["depends_on"]["postgres"]["condition"].ToString().ShouldBe("service_healthy");
        services["api"]["depends_on"]["migrate"]["condition"].ToString().ShouldBe("service_completed_successfully");
        services["migrate"]["restart"].ToString().ShouldBe("no");
    }

    // A default that stands in the manifest although the parameter is secret, and what a composed value would look like with it.
    [Fact]
    public void The_default_of_a_secret_is_in_no_file()
    {
        foreach (var file in BundleCase.Golden("parameters").Files)
            file.Text.ShouldNotContain("planted-secret-default", customMessage: file.Name);
    }

    [Fact]
    public void A_secret_reaches_environments_as_a_file_only()
    {
        foreach (var (name, service) in Services("deploy", Modes[0]).Where(static service => service.Service.Children.ContainsKey("environment")))
        {
            foreach (var (key, value) in ((YamlMappingNode)service["environment"]).Children)
            {
                if (key.ToString().Contains("Password", StringComparison.OrdinalIgnoreCase) || value.ToString().Contains("Password", StringComparison.OrdinalIgnoreCase))
                    value.ToString().ShouldContain("/run/secrets/", customMessage: $"{name}.{key}");
            }
        }
    }

    [Fact]
    public void Each_secret_has_a_file_for_each_reader_with_its_owner()
    {
        var listed = File.ReadLines(Repository.PathOf("deploy/secrets.list")).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('\t')).ToList();
        listed.ShouldAllBe(static columns => columns.Length == 6);
        var mounted = Services("deploy", Modes[0]).Where(static service => service.Service.Children.ContainsKey("secrets"))
            .SelectMany(static service => ((YamlSequenceNode)service.Service["secrets"]).Select(secret => $"{service.Name}/{secret["target"]} {service.Service["user"].ToString().Split(':')[0]}"));
        listed.Select(static columns => $"{columns[0]}/{columns[1]} {columns[2]}").ShouldBe(mounted, ignoreOrder: true);
        ((YamlMappingNode)Root("deploy", Modes[0])["secrets"]).Children.Values.Select(static secret => secret["file"].ToString())
            .ShouldBe(listed.Select(static columns => $"./secrets/{columns[0]}/{columns[1]}"), ignoreOrder: true);
    }

    private static YamlMappingNode Root(string folder, string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Repository.PathOf(Path.Combine(folder, file)));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<(string Name, YamlMappingNode Service)> Services(string folder, string file) =>
        ((YamlMappingNode)Root(folder, file)["services"]).Children.Select(static entry => (entry.Key.ToString(), (YamlMappingNode)entry.Value));
}
