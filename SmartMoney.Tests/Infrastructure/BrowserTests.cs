using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Infrastructure;

[Trait("needs", "browser")]
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    private const string Page = "<p id=p>plain</p><script>document.getElementById('p').textContent = 'scripted'</script>";

    [RequiresTheory]
    [InlineData(true, "scripted")]
    [InlineData(false, "plain")]
    public async Task A_page_runs_scripts_only_where_they_are_on(bool javaScript, string expected)
    {
        var page = await browser.OpenAsync("http://localhost", new Look(JavaScript: javaScript));
        await page.SetContentAsync(Page);
        (await page.Locator("#p").TextContentAsync()).ShouldBe(expected);
        await page.Context.DisposeAsync();
    }
}
