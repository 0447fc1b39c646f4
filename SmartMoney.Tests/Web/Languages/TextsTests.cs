using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Web.Languages;

/// <summary>Reads the sources of the web front: words are in the resources, in every language, and nowhere else.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Repository.PathOf("SmartMoney.Web");

    [Fact]
    public void Every_text_is_there_in_English_and_in_Japanese()
    {
        foreach (var english in Areas())
        {
            var words = Keys(english);
            var japanese = Keys(english.Replace(".resx", ".ja.resx", StringComparison.Ordinal));
            japanese.Keys.Order().ShouldBe(words.Keys.Order(), Path.GetFileName(english));
            japanese.ShouldAllBe(text => text.Value.Length > 0);
            foreach (var (key, text) in words)
            {
                Places(japanese[key]).ShouldBe(Places(text), $"{Path.GetFileName(english)}: {key}");
            }
        }
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var known = Areas().SelectMany(file => Keys(file).Keys.Select(key => Path.GetFileNameWithoutExtension(file).ToLowerInvariant() + "." + key)).ToHashSet();
        var missing = Sources("*.cshtml").Concat(Sources("*.cs"))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => (Path.GetFileName(file), Key: match.Groups["key"].Value, Whole: match.Groups["end"].Value)))
            .Where(asked => asked.Whole == "\""
                ? !known.Contains(asked.Key) && !known.Contains(asked.Key + ".other")
                : !known.Any(key => key.StartsWith(asked.Key, StringComparison.Ordinal)));
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void No_page_has_words_of_its_own()
    {
        var words = Sources("*.cshtml").SelectMany(file => Literals(File.ReadAllText(file)).Select(text => $"{Path.GetFileName(file)}: {text}"));
        words.ShouldBeEmpty();
    }

    [Fact]
    public void No_page_has_inline_script_or_style()
    {
        foreach (var file in Sources("*.cshtml"))
        {
            var page = File.ReadAllText(file);
            page.ShouldNotContain(" style=", Case.Insensitive, file);
            page.ShouldNotContain("<style", Case.Insensitive, file);
            Regex.IsMatch(page, @"<script(?![^>]*\bsrc=)", RegexOptions.IgnoreCase).ShouldBeFalse(file);
            Regex.IsMatch(page, @"\son[a-z]+=""", RegexOptions.IgnoreCase).ShouldBeFalse(file);
        }
    }

    private static IEnumerable<string> Areas() =>
        Directory.GetFiles(Path.Combine(Web, "Resources"), "*.resx").Where(file => !file.EndsWith(".ja.resx", StringComparison.Ordinal));

    private static IEnumerable<string> Sources(string pattern) => Directory.GetFiles(Web, pattern, SearchOption.AllDirectories)
        .Where(file => !Regex.IsMatch(file, @"[/\\](obj|bin|node_modules)[/\\]"));

    private static Dictionary<string, string> Keys(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string Places(string text) =>
        string.Join(",", Regex.Matches(text, @"\{\d+\}").Select(match => match.Value).Distinct().Order());

    // What is left of a page when code, tags and expressions are taken away; letters in it would be words.
    private static IEnumerable<string> Literals(string page)
    {
        var bare = Regex.Replace(page, @"@\*.*?\*@", " ", RegexOptions.Singleline);
        bare = Regex.Replace(bare, @"(?m)^@(page|model|using|inject|namespace|addTagHelper|removeTagHelper|functions).*$", " ");
        var named = Regex.Matches(bare, @"\b(?:aria-label|title|placeholder|alt|label|hint)=""(?<text>[^""@]*\p{L}[^""@]*)""").Select(match => match.Groups["text"].Value);
        var between = Regex.Matches(bare, @">(?<text>[^<>{}@;=""]*\p{L}{2,}[^<>{}@;=""]*)</").Select(match => match.Groups["text"].Value.Trim());
        return named.Concat(between.Where(text => text.Length > 0));
    }

    [GeneratedRegex("""(?:\bL|\btexts|\bTexts)(?:\[|\.Count\(|\.Find\()"(?<key>[a-z]+\.[a-z0-9.\-]*)(?<end>"(?!\s*\+)|"\s*\+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();
}
