using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Tests.Api.Auth;
using SmartMoney.Tests.Infrastructure;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using SmartMoney.Web.Languages;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>Who gets in, from the browser to the database: an invitation, an authenticator app, a passkey.</summary>
[Trait("needs", "topology")]
public sealed class AccessJourneyTests(Browser browser) : IClassFixture<Browser>
{
    private const string Guest = "taro@example.com";
    private const string GuestPassword = "four quiet green rivers";

    [RequiresFact]
    [Trait("needs", "browser")]
    public async Task A_guest_joins_by_a_link_and_takes_an_app_and_the_owner_signs_in_with_a_passkey_alone()
    {
        await using var stack = await RunningStack.StartAsync();
        await stack.SetUpAsync();
        // Passkeys belong to a name, and an address is none.
        var address = new UriBuilder(stack.Address) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);

        var owner = await OpenAsync(address, javaScript: true);
        await SignInAsync(owner, RunningStack.Email, RunningStack.Password);
        await owner.Locator("nav").First.WaitForAsync();
        await GuestJoinsAndTakesAnAppAsync(address, await InviteAsync(owner));
        await OwnerTakesAPasskeyAsync(owner);
        await owner.Context.DisposeAsync();
        await GuestLosesPasswordAndPhoneAsync(address);
    }

    // While everything runs, by the operator's command in another terminal.
    private async Task GuestLosesPasswordAndPhoneAsync(string address)
    {
        var made = await Shell.RunAsync(Repository.PathOf("run"), "--reset-password", Guest, "--remove-second-factor");
        made.ExitCode.ShouldBe(0, made.Error);
        made.Error.ShouldContain("The second factor was taken off.");
        var page = await OpenAsync(address, javaScript: false);
        await page.GotoAsync(new Uri(made.Output.Trim()).PathAndQuery);
        await page.FillAsync("#Password", "five loud orange drums");
        await page.ClickAsync("main form button.button");
        await SpeakEnglishAsync(page, address);
        await SignInAsync(page, Guest, "five loud orange drums");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
        await page.GotoAsync("/settings/security");
        new Uri(page.Url).AbsolutePath.ShouldBe("/settings/security");
        await page.Context.DisposeAsync();
    }

    private static async Task<string> InviteAsync(IPage page)
    {
        await page.GotoAsync("/settings/members");
        await page.PressAsync("Make a link");
        return await page.InputValueAsync("#link");
    }

    // Without JavaScript.
    private async Task GuestJoinsAndTakesAnAppAsync(string address, string link)
    {
        var page = await OpenAsync(address, javaScript: false);
        await page.GotoAsync(link);
        await page.FillAsync("#Email", Guest);
        await page.FillAsync("#Password", GuestPassword);
        await page.ClickAsync("main form button.button");
        await page.GotoAsync("/settings/members");
        await page.GetByRole(AriaRole.Heading, new() { Name = Guest }).WaitForAsync();

        await page.GotoAsync("/settings/security/app");
        await page.FillAsync("#Password", GuestPassword);
        await page.ClickAsync("main form button.button");
        await page.Locator("svg.qr path").WaitForAsync();
        var secret = Base32.Bytes((await page.TextContentAsync(".secret--text"))!);
        var step = Totp.StepOf(TimeProvider.System.GetUtcNow());
        await page.FillAsync("#Code", Totp.Code(secret, step));
        await page.ClickAsync("main form button.button");
        await page.Locator("[data-codes] li").HasAsync(10);

        await page.Context.ClearCookiesAsync();
        await SpeakEnglishAsync(page, address);
        await SignInAsync(page, Guest, GuestPassword);
        await page.WaitForURLAsync("**/login/code**");
        await page.GotoAsync("/transactions");
        new Uri(page.Url).AbsolutePath.ShouldBe("/login");
        await SignInAsync(page, Guest, GuestPassword);
        await page.FillAsync("#Code", Totp.Code(secret, step + 1));
        await page.ClickAsync("main form button.button");
        await page.GotoAsync("/settings/security");
        new Uri(page.Url).AbsolutePath.ShouldBe("/settings/security");
        await page.Context.DisposeAsync();
    }

    private static async Task OwnerTakesAPasskeyAsync(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await page.GotoAsync("/settings/security/passkeys");
        await page.Locator("#name").FillAsync("Laptop");
        await page.Locator("#password").FillAsync(RunningStack.Password);
        await page.PressAsync("Add the passkey");
        await page.Locator("[data-codes] li").HasAsync(10);
        var code = (await page.Locator("[data-codes] li").First.TextContentAsync())!;

        var address = new Uri(page.Url).GetLeftPart(UriPartial.Authority);
        await page.Context.ClearCookiesAsync();
        await SpeakEnglishAsync(page, address);
        await page.GotoAsync("/login?returnUrl=%2Fsettings%2Fsecurity%2Fpasskeys");
        await page.PressAsync("Sign in with a passkey");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Laptop" }).WaitForAsync();

        // With a passkey there the password alone is not enough any more.
        await page.Context.ClearCookiesAsync();
        await SpeakEnglishAsync(page, address);
        await SignInAsync(page, RunningStack.Email, RunningStack.Password);
        await page.WaitForURLAsync("**/login/code**");
        await page.FillAsync("#Code", code);
        await page.ClickAsync("main form button.button");
        await page.GotoAsync("/settings/audit");
        var log = (await page.Locator("main").TextContentAsync())!;
        log.ShouldContain(Guest);
        log.ShouldContain("Laptop");
    }

    private async Task<IPage> OpenAsync(string address, bool javaScript)
    {
        var page = await browser.OpenAsync(address, new Look(JavaScript: javaScript));
        await SpeakEnglishAsync(page, address);
        return page;
    }

    private static Task SpeakEnglishAsync(IPage page, string address) => page.Context.AddCookiesAsync([new() { Name = Language.Cookie, Value = "en", Url = address }]);

    private static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.GotoAsync("/login");
        await page.FillAsync("#Email", email);
        await page.FillAsync("#Password", password);
        await page.ClickAsync("main form button.button");
    }
}
