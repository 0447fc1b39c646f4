using Microsoft.Playwright;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Infrastructure.Browsing;

/// <summary>
/// A class fixture: Debian's Chromium, headless, driven by Playwright. Playwright's own browser download is not used.
/// </summary>
public sealed class Browser : IAsyncLifetime, IRequirement
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <inheritdoc/>
    public static string? Missing => File.Exists(Executable)
        ? null
        : $"there is no {Executable} (install Debian's package chromium, or run ./test as root with SMARTMONEY_INSTALL=1)";

    /// <summary>
    /// A page in a fresh profile: no cookies, nothing cached. Dispose the page's context after use.
    /// </summary>
    /// <param name="address">The address that relative URLs start from, such as http://localhost:8080.</param>
    /// <param name="look">Width, theme, language and whether JavaScript is on.</param>
    public async Task<IPage> OpenAsync(string address, Look look)
    {
        var context = await (chromium ?? throw new InvalidOperationException(Missing)).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            JavaScriptEnabled = look.JavaScript,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = look.Locale,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>Saves a picture of the whole page as TestResults/screenshots/NAME.png.</summary>
    public static Task<byte[]> ScreenshotAsync(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        FullPage = true,
        Path = Path.Combine(Repository.Results, "screenshots", name + ".png"),
    });

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Missing is not null)
            return;

        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Headless = true,
            // Chromium's own sandbox needs what a container or root does not give; the pages are ours.
            // The rest keeps it from calling home.
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>How a page is looked at.</summary>
/// <param name="Width">Viewport width in CSS pixels: 390 is a phone, 1280 a desk.</param>
/// <param name="Dark">Whether the system's theme is dark.</param>
/// <param name="JavaScript">False to browse as a person who has switched it off.</param>
/// <param name="Locale">The browser's language: en-GB, ja-JP.</param>
public sealed record Look(int Width = 1280, bool Dark = false, bool JavaScript = true, string Locale = "en-GB")
{
    /// <summary>Viewport height in CSS pixels, as such a screen has it.</summary>
    public int Height => Width < 600 ? 844 : 800;
}
