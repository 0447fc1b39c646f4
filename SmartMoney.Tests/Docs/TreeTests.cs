using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Docs;

public sealed class TreeTests
{
    // Written in two parts, so that this file does not find itself.
    private static readonly string[] Words =
    [
        "/work" + "/",             // where the project happened to be built
        "registry." + "npmjs",     // lock files name packages, not the host they came from
        "api." + "nuget.org",
        "deb." + "debian.org",
    ];

    [Fact]
    public void No_file_names_the_machine_it_was_built_on_or_a_package_host()
    {
        var found = from file in SourceTree.Files()
                    let text = File.ReadAllText(Repository.PathOf(file))
                    from word in Words
                    where text.Contains(word, StringComparison.OrdinalIgnoreCase)
                    select $"{file}: {word}";
        found.ShouldBeEmpty();
    }
}
