using System.Text.RegularExpressions;
using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Docs;

/// <summary>What the documentation names, exists.</summary>
public sealed partial class DocumentationTests
{
    // Made by a build or a run, so not there in a fresh checkout.
    private static readonly string[] Made = [".data", "TestResults", "bin", "obj", "node_modules"];

    public static TheoryData<string> Documents() =>
        [.. SourceTree.Files().Where(f => f.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file(string document)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        var broken = Links().Matches(Text(document))
            .Select(m => m.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)));
        broken.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_in_code_type_exists(string document)
    {
        var missing = Code().Matches(Text(document))
            .Select(m => m.Groups["text"].Value)
            .Where(LooksLikeAPath)
            .Where(path => !Path.Exists(Repository.PathOf(path)));
        missing.ShouldBeEmpty();
    }

    // Of the repository: a known top folder with something below it, or a file with an ending that only files have.
    private static bool LooksLikeAPath(string text)
    {
        if (!PathCharacters().IsMatch(text))
            return false;

        var parts = text.Split('/');
        return !Made.Contains(parts[0]) &&
            (parts.Length > 1 ? Directory.Exists(Repository.PathOf(parts[0])) || parts[0].StartsWith("SmartMoney.", StringComparison.Ordinal) : FileEnding().IsMatch(text));
    }

    private static string Text(string document) => File.ReadAllText(Repository.PathOf(document));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    [GeneratedRegex("`(?<text>[^`\n]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[\w.\-]+(/[\w.\-]+)*/?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathCharacters();

    [GeneratedRegex(@"\.(md|sln|props|targets|csproj|sh|mjs|txt)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileEnding();
}
