using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Docs;

/// <summary>What docs/security.md claims of the sources, and that the tests which it names are there.</summary>
public sealed partial class SecurityTests
{
    private static readonly string[] Product = ["SmartMoney.Api/", "SmartMoney.Web/", "SmartMoney.Gateway/", "SmartMoney.ServiceDefaults/"];

    [Fact]
    public void Every_test_that_the_threat_list_names_is_there()
    {
        var named = TestName().Matches(File.ReadAllText(Repository.PathOf("docs/security.md"))).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var there = typeof(SecurityTests).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Select(method => method.Name);
        named.Count.ShouldBeGreaterThan(40);
        named.Except(there).ShouldBeEmpty();
    }

    [Fact]
    public void Every_regular_expression_ends() =>
        Sources(@"new Regex\(|GeneratedRegex\(", text => !text.Contains("NonBacktracking", StringComparison.Ordinal) && !TimeLimit().IsMatch(text)).ShouldBeEmpty();

    // Its own database is all that it talks to.
    [Fact]
    public void The_API_calls_nobody() =>
        Sources(@"HttpClient|HttpMessageInvoker|SocketsHttpHandler|TcpClient|WebRequest", file: name => name.StartsWith("SmartMoney.Api/", StringComparison.Ordinal)).ShouldBeEmpty();

    // The key ring's XML comes from our own database (gateway and web front have an empty ring), and archives are only written.
    [Fact]
    public void Nothing_that_a_user_sends_is_read_as_XML_or_unpacked()
    {
        Sources(@"System\.Xml|XmlReader|XDocument|XmlDocument", file: name => !name.EndsWith("/NoKeys.cs", StringComparison.Ordinal))
            .ShouldBe(["SmartMoney.Api/Infrastructure/Authentication/KeyRepository.cs"]);
        Sources(@"ZipFile|ZipArchiveMode\.(Read|Update)|GZipStream|BrotliStream|(?<!System\.IO\.Compression\.)DeflateStream|UseRequestDecompression").ShouldBeEmpty();
    }

    private static List<string> Sources(string pattern, Func<string, bool>? text = null, Func<string, bool>? file = null) =>
    [
        .. SourceTree.Files()
            .Where(name => name.EndsWith(".cs", StringComparison.Ordinal) && Product.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)) && file?.Invoke(name) != false)
            .Select(name => (Name: name, Text: File.ReadAllText(Repository.PathOf(name))))
            .Where(source => Regex.IsMatch(source.Text, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)) && text?.Invoke(source.Text) != false)
            .Select(source => source.Name)
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+){2,})`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"RegexOptions\.[A-Za-z |.]+, [0-9]+\)|matchTimeoutMilliseconds: [0-9]+|TimeSpan\.From", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeLimit();
}
