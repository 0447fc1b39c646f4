using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary><c>./run -- --sample</c> from the start to an empty dashboard and back, in a real browser.</summary>
[Trait("needs", "topology")]
public sealed class SampleJourneyTests(Browser browser) : IClassFixture<Browser>
{
    [RequiresFact]
    [Trait("needs", "browser")]
    public async Task A_visitor_looks_around_removes_the_sample_takes_that_back_and_loads_another_with_and_without_JavaScript()
    {
        await using var stack = await RunningStack.StartAsync("--sample");
        foreach (var javaScript in new[] { false, true })
        {
            var page = await browser.OpenAsync(stack.Address, new Look(JavaScript: javaScript, Locale: "en-GB"));
            await page.SignInAsSampleAsync();
            await LooksFullAsync(page);

            await page.PressAsync("Remove it");
            await page.Locator(".empty").WaitForAsync();
            (await page.Locator("#notice").TextContentAsync()).ShouldNotBeNullOrWhiteSpace();
            (await page.Locator(".sample").CountAsync()).ShouldBe(0);

            await page.Locator("#notice button").ClickAsync();
            await page.Locator(".figures").WaitForAsync();
            await LooksFullAsync(page);

            await page.PressAsync("Remove it");
            await page.Locator(".empty").WaitForAsync();
            await page.Locator(".empty form button").ClickAsync();
            await page.Locator(".figures").WaitForAsync();
            await LooksFullAsync(page);
            await page.Context.DisposeAsync();
        }
    }

    private static async Task LooksFullAsync(IPage page)
    {
        (await page.Locator(".sample").CountAsync()).ShouldBe(1);
        (await page.Locator(".goals--few > li").CountAsync()).ShouldBe(3);
        (await page.Locator(".todo li").CountAsync()).ShouldBePositive();
    }
}
