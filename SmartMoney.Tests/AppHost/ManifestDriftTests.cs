using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.AppHost;

/// <summary>The committed manifest is the AppHost's.</summary>
public sealed class ManifestDriftTests
{
    [Theory]
    [InlineData]
    [InlineData("--sample")]
    public async Task The_committed_manifest_is_what_the_AppHost_publishes_whatever_a_run_is_asked_for(params string[] wishes)
    {
        // In the same folder as the committed one: paths in it are relative.
        var path = Repository.PathOf($"aspire-manifest.{Guid.NewGuid():N}.json");
        try
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmartMoney_AppHost>(["--publisher", "manifest", "--output-path", path, .. wishes]);
            await using var app = await builder.BuildAsync();
            await app.RunAsync();

            (await File.ReadAllTextAsync(path)).ShouldBe(
                await File.ReadAllTextAsync(Repository.PathOf("aspire-manifest.json")),
                "Write it anew: dotnet run --project SmartMoney.AppHost -- --publisher manifest --output-path \"$PWD/aspire-manifest.json\"");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
