using SmartMoney.Deploy.Bundle;
using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Commands;

/// <summary>Reads the two input files and makes the bundle of them.</summary>
public static class Generation
{
    /// <summary>The bundle; null when there are problems.</summary>
    /// <param name="manifest">Path of the manifest.</param>
    /// <param name="policy">Path of the policy.</param>
    /// <param name="output">Folder of the bundle, which paths in it are relative to.</param>
    /// <param name="problems">Takes everything that is wrong, with the paths as given.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public static async Task<IReadOnlyList<BundleFile>?> RunAsync(string manifest, string policy, string output, ProblemList problems, CancellationToken cancellationToken)
    {
        var manifestText = await ReadAsync(manifest, problems, cancellationToken);
        var policyText = await ReadAsync(policy, problems, cancellationToken);
        var app = manifestText is null ? null : ManifestReader.Read(manifestText, manifest, problems);
        var rules = policyText is null ? null : PolicyReader.Read(policyText, policy, problems);
        if (app is null || rules is null)
            return null;
        var folder = Path.GetRelativePath(Path.GetFullPath(output), Path.GetDirectoryName(Path.GetFullPath(manifest))!).Replace('\\', '/');
        var files = BundleGenerator.Generate(new(app, rules, folder), problems);
        return problems.Any ? null : files;
    }

    private static async Task<string?> ReadAsync(string path, ProblemList problems, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(path, ""), $"cannot be read: {error.Message.TrimEnd('.')}");
            return null;
        }
    }
}
