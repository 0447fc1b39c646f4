using Microsoft.Playwright;
using SmartMoney.Web.Languages;

namespace SmartMoney.Tests.Topology;

/// <summary>What every visitor in a browser does, with and without JavaScript: sign in, read what is told, count rows, undo.</summary>
internal static class SampleVisitor
{
    /// <summary>The rows of the transaction list.</summary>
    public const string Rows = "table.ledger tbody tr";

    private const float Patience = 15_000;

    /// <summary>Signs in to what <c>./run -- --sample</c> shows, and waits for the dashboard.</summary>
    public static Task SignInAsSampleAsync(this IPage page) => page.SignInAsync("sample@example.com", "sample household");

    /// <summary>Signs in, in English whatever the book's language is, and waits for the dashboard of a book with transactions.</summary>
    public static async Task SignInAsync(this IPage page, string email, string password)
    {
        await page.GotoAsync("/");
        await page.Context.AddCookiesAsync([new() { Name = Language.Cookie, Value = "en", Url = page.Url }]);
        await page.FillAsync("#Email", email);
        await page.FillAsync("#Password", password);
        await page.ClickAsync("main form button.button");
        await page.Locator(".figures").WaitForAsync();
    }

    /// <summary>Presses the button of that name.</summary>
    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    /// <summary>Waits for the page that the click before leads to: there are so many of these on it.</summary>
    public static Task HasAsync(this ILocator these, int count) => Assertions.Expect(these).ToHaveCountAsync(count, new() { Timeout = Patience });

    /// <summary>Waits until the page tells that something was done.</summary>
    public static Task ToldAsync(this IPage page, string done) =>
        Assertions.Expect(page.Locator("#notice .notice:not(.notice--failed)")).ToContainTextAsync(done, new() { Timeout = Patience });

    /// <summary>Takes back what the page has just told.</summary>
    public static async Task UndoAsync(this IPage page)
    {
        await page.Locator("#notice form button").ClickAsync();
        await page.ToldAsync("Undone.");
    }
}
