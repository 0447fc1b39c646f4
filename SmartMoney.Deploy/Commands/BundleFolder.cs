using SmartMoney.Deploy.Bundle;

namespace SmartMoney.Deploy.Commands;

/// <summary>The folder that holds the bundle.</summary>
/// <param name="path">Its path.</param>
public sealed class BundleFolder(string path)
{
    /// <summary>Writes all files, or none when one cannot be written: each under another name first, then all get their own.</summary>
    public async Task WriteAsync(IReadOnlyList<BundleFile> files, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path);
        var written = new List<(string Temporary, string Final)>();
        try
        {
            foreach (var file in files)
            {
                var final = Path.Combine(path, file.Name);
                var temporary = Path.Combine(path, $".{file.Name}.{Guid.NewGuid():N}.tmp");
                written.Add((temporary, final));
                await File.WriteAllTextAsync(temporary, file.Text, cancellationToken);
            }
            foreach (var (temporary, final) in written)
                File.Move(temporary, final, overwrite: true);
            foreach (var name in LeftBehind(files))
                File.Delete(Path.Combine(path, name));
        }
        finally
        {
            foreach (var (temporary, _) in written)
                File.Delete(temporary);
        }
    }

    /// <summary>How the folder differs from the bundle: a sentence for each file, none when it does not.</summary>
    public async Task<IReadOnlyList<string>> DriftAsync(IReadOnlyList<BundleFile> files, CancellationToken cancellationToken)
    {
        var drift = new List<string>();
        foreach (var file in files)
        {
            var full = Path.Combine(path, file.Name);
            if (!File.Exists(full))
                drift.Add($"{full} is missing.");
            else if (FirstDifference(await File.ReadAllTextAsync(full, cancellationToken), file.Text) is { } difference)
                drift.Add($"{full}:{difference.Line} differs:\n  is:        {difference.Is}\n  should be: {difference.ShouldBe}");
        }
        drift.AddRange(LeftBehind(files).Where(name => File.Exists(Path.Combine(path, name))).Select(name => $"{Path.Combine(path, name)} is there, and should not be."));
        return drift;
    }

    private static IEnumerable<string> LeftBehind(IReadOnlyList<BundleFile> files) => BundleGenerator.Optional.Where(name => !files.Any(file => file.Name == name));

    private static (int Line, string Is, string ShouldBe)? FirstDifference(string found, string wanted)
    {
        if (string.Equals(found, wanted, StringComparison.Ordinal))
            return null;
        var (left, right) = (found.Split('\n'), wanted.Split('\n'));
        var at = 0;
        while (at < left.Length && at < right.Length && left[at] == right[at])
            at++;
        return (at + 1, Show(left, at), Show(right, at));
    }

    private static string Show(string[] lines, int at) => at < lines.Length ? lines[at].Replace("\r", "\\r", StringComparison.Ordinal) : "(the file has ended)";
}
