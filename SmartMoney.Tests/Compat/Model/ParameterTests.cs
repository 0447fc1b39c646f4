using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Model;

/// <summary>Where parameters have their values from.</summary>
public sealed class ParameterTests : IDisposable
{
    private readonly SampleAppHost _sample = new();

    [Fact]
    public async Task A_configured_value_is_found_with_a_hyphen_and_with_an_underscore()
    {
        (await ValueAsync(_sample.Running("--Parameters:api-key=one").AddParameter("api-key"))).ShouldBe("one");
        (await ValueAsync(_sample.Running("--Parameters:api_key=two").AddParameter("api-key"))).ShouldBe("two");
    }

    [Fact]
    public async Task A_missing_value_says_which_key_to_set()
        => (await Should.ThrowAsync<MissingParameterValueException>(() => ValueAsync(_sample.Running().AddParameter("api-key"))))
            .Message.ShouldContain("Parameters__api_key");

    [Fact]
    public async Task A_generated_secret_is_the_same_in_the_next_run_and_only_its_owner_may_read_it()
    {
        var first = await ValueAsync(_sample.Running().AddParameter("key", new GenerateParameterDefault(), secret: true, persist: true));
        var second = await ValueAsync(_sample.Running().AddParameter("key", new GenerateParameterDefault(), secret: true, persist: true));

        second.ShouldBe(first);
        var file = Directory.EnumerateFiles(Path.GetDirectoryName(_sample.Directory)!, "secrets.json", SearchOption.AllDirectories).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_publish_writes_no_secret_file()
    {
        await _sample.ManifestOfAsync(builder => builder.AddPostgres("postgres"));

        Directory.EnumerateFiles(Path.GetDirectoryName(_sample.Directory)!, "secrets.json", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void A_secret_is_not_published_as_a_default()
        => Should.Throw<ArgumentException>(() => _sample.Running().AddParameter("key", "value", publishValueAsDefault: true, secret: true));

    [Fact]
    public void Generated_values_keep_to_their_alphabets_lengths_and_least_counts()
        => Prop.ForAll(
            Gen.Choose(1, 40).Zip(Gen.Choose(0, 5)).ToArbitrary(),
            sizes =>
            {
                var (length, least) = sizes;
                var value = new GenerateParameterDefault { MinLength = length, Special = false, MinNumeric = least, MinUpper = least }.GetDefaultValue();
                value.Length.ShouldBe(Math.Max(length, 2 * least));
                value.Count(char.IsAsciiDigit).ShouldBeGreaterThanOrEqualTo(least);
                value.Count(char.IsAsciiLetterUpper).ShouldBeGreaterThanOrEqualTo(least);
                value.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) && !"ilo".Contains(char.ToLowerInvariant(c)));
            }).QuickCheckThrowOnFailure();

    public void Dispose() => _sample.Dispose();

    private static async Task<string?> ValueAsync(Aspire.Hosting.ApplicationModel.IResourceBuilder<ParameterResource> parameter)
        => await parameter.Resource.GetValueAsync(CancellationToken.None);
}
