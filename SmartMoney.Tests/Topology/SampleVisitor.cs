using Microsoft.Playwright;

namespace SmartMoney.Tests.Topology;

/// <summary>Somebody who looks around in what <c>./run -- --sample</c> shows.</summary>
internal static class SampleVisitor
{
    /// <summary>Signs in and waits for the dashboard.</summary>
    public static async Task SignInAsSampleAsync(this IPage page)
    {
        await page.GotoAsync("/");
        await page.FillAsync("#Email", "sample@example.com");
        await page.FillAsync("#Password", "sample household");
        await page.ClickAsync("main form button.button");
        await page.Locator(".figures").WaitForAsync();
    }
}
