using SmartMoney.Deploy.Bundle;
using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;
using SmartMoney.Tests.Infrastructure;

namespace SmartMoney.Tests.Deploy;

/// <summary>A manifest and a policy, and what becomes of them.</summary>
internal sealed record BundleCase(IReadOnlyList<BundleFile> Files, IReadOnlyList<string> Problems)
{
    /// <summary>Folders with a manifest, a policy and what is expected of them.</summary>
    public static string GoldenFolder { get; } = Repository.PathOf("SmartMoney.Tests/Deploy/Golden");

    public static BundleCase Of(string manifest, string policy)
    {
        var problems = new ProblemList();
        var app = ManifestReader.Read(manifest, "manifest.json", problems);
        var rules = PolicyReader.Read(policy, "policy.yaml", problems);
        var files = app is null || rules is null ? [] : BundleGenerator.Generate(new(app, rules, ".."), problems);
        return new(problems.Any ? [] : files, [.. problems.All.Select(static problem => problem.ToString())]);
    }

    public static BundleCase Golden(string name) => Of(
        File.ReadAllText(Path.Combine(GoldenFolder, name, "manifest.json")),
        File.ReadAllText(Path.Combine(GoldenFolder, name, "policy.yaml")));

    public string this[string file] => Files.Single(found => found.Name == file).Text;
}
