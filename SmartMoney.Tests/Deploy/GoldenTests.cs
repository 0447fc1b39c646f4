using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Deploy;

/// <summary>
/// Each folder in <c>Golden/</c> has a manifest, a policy, and the bundle or the problems that they make. After a change
/// that is meant, run with <c>SMARTMONEY_GOLDEN=write</c> and read the difference before it is committed.
/// </summary>
public sealed class GoldenTests
{
    private const string ProblemsFile = "expected-problems.txt";
    private const string FilesFolder = "expected";
    private static readonly bool Write = Environment.GetEnvironmentVariable("SMARTMONEY_GOLDEN") == "write";

    private static readonly string[] All = [.. Directory.GetDirectories(BundleCase.GoldenFolder).Select(static folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names() => [.. All];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_manifest_becomes_the_files_or_the_problems_that_are_written_down(string name)
    {
        var folder = Path.Combine(BundleCase.GoldenFolder, name);
        var made = BundleCase.Golden(name);
        if (Write)
            WriteDown(folder, made);
        if (made.Problems.Count > 0)
        {
            string.Join('\n', made.Problems).ShouldBe(File.ReadAllText(Path.Combine(folder, ProblemsFile)).TrimEnd('\n'));
            Directory.Exists(Path.Combine(folder, FilesFolder)).ShouldBeFalse("problems and files cannot both be expected");
            return;
        }
        File.Exists(Path.Combine(folder, ProblemsFile)).ShouldBeFalse("there were no problems");
        made.Files.Select(static file => file.Name).Order(StringComparer.Ordinal)
            .ShouldBe(Directory.GetFiles(Path.Combine(folder, FilesFolder)).Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        foreach (var file in made.Files)
            file.Text.ShouldBe(File.ReadAllText(Path.Combine(folder, FilesFolder, file.Name)), file.Name);
    }

    [Fact]
    public void There_are_good_manifests_and_bad_ones_and_twenty_in_all()
    {
        var bad = All.Count(static name => File.Exists(Path.Combine(BundleCase.GoldenFolder, name, ProblemsFile)));
        bad.ShouldBeGreaterThan(8);
        (All.Length - bad).ShouldBeGreaterThan(8);
        All.Length.ShouldBeGreaterThanOrEqualTo(20);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_input_makes_the_same_bytes(string name)
    {
        var (once, again) = (BundleCase.Golden(name), BundleCase.Golden(name));
        again.Files.ShouldBe(once.Files);
        again.Problems.ShouldBe(once.Problems);
        once.Files.ShouldAllBe(static file => !file.Text.Contains('\r') && file.Text.EndsWith('\n'));
    }

    private static void WriteDown(string folder, BundleCase made)
    {
        var files = Path.Combine(folder, FilesFolder);
        if (Directory.Exists(files))
            Directory.Delete(files, recursive: true);
        File.Delete(Path.Combine(folder, ProblemsFile));
        if (made.Problems.Count > 0)
        {
            File.WriteAllText(Path.Combine(folder, ProblemsFile), string.Join('\n', made.Problems) + "\n");
            return;
        }
        Directory.CreateDirectory(files);
        foreach (var file in made.Files)
            File.WriteAllText(Path.Combine(files, file.Name), file.Text);
    }
}
