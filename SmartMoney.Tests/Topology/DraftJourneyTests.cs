using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>A file that is read today and saved later. In a real browser, on the whole stack.</summary>
[Collection(nameof(SampleJourneys))]
[Trait("needs", "topology")]
public sealed class DraftJourneyTests(Browser browser, SampleJourneys.Stack stack) : IClassFixture<Browser>
{
    private const int Lines = 30;

    // From long before the sample household's first day.
    private const string OfTheFile = "/transactions?to=2015-12-31";

    private static readonly GeneratedStatement Statement =
        MoneyForwardGenerator.Generate(new GeneratorOptions { Seed = 7, Rows = Lines, Months = 2, From = new(2015, 1, 1) });

    [RequiresFact]
    [Trait("needs", "browser")]
    public Task A_person_finds_a_draft_among_what_is_to_do_saves_it_takes_the_original_home_and_undoes_it_with_and_without_JavaScript() =>
        stack.WalkAsync(browser, async (page, _) =>
        {
            await page.GotoAsync("/import");
            await page.SetInputFilesAsync("#files", new FilePayload { Name = "kept.csv", MimeType = "text/csv", Buffer = Statement.Bytes });
            await page.PressAsync("Read the files");
            await page.Locator(".status--preview").WaitForAsync();
            await HoldsAsync(page, 0);

            await page.GotoAsync("/");
            await page.GetByRole(AriaRole.Link, new() { Name = "1 file was read but is not saved yet" }).ClickAsync();
            await page.PressAsync($"Save {Lines} transactions");
            await page.ToldAsync("The file was saved.");
            await TakesHomeAsync(page);
            var kept = page.Url;
            await HoldsAsync(page, Lines);

            await page.GotoAsync(kept);
            await page.Locator("summary", new() { HasText = "Undo this import" }).ClickAsync();
            await page.PressAsync($"Take {Lines} transactions out again");
            await page.ToldAsync("Taken out again.");
            await HoldsAsync(page, 0);
            await page.GotoAsync("/");
            await page.Locator(".todo li", new() { HasText = "not saved yet" }).HasAsync(0);
        });

    private static async Task HoldsAsync(IPage page, int rows)
    {
        await page.GotoAsync(OfTheFile);
        await page.Locator(SampleVisitor.Rows).HasAsync(rows);
    }

    private static async Task TakesHomeAsync(IPage page)
    {
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "The original file" }).ClickAsync());
        file.SuggestedFilename.ShouldBe("kept.csv");
        (await File.ReadAllBytesAsync(await file.PathAsync())).ShouldBe(Statement.Bytes);
    }
}
