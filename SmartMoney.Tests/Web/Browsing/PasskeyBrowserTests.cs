using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Browsing;

/// <summary>Passkeys in Chromium with a virtual authenticator: the page's script, over answers in the shape of the API's.</summary>
[Trait("needs", "browser")]
public sealed class PasskeyBrowserTests(Browser browser) : WebFrontTests, IClassFixture<Browser>
{
    private const string Passkeys = "/settings/security/passkeys";

    private const string Challenge = "c29tZXRoaW5nLW5ldw";

    private readonly List<(string Path, IReadOnlyDictionary<string, string> Headers, string? Body)> sent = [];

    // WebAuthn wants a name: the address of a loopback interface is none.
    private string Address => Web.Serve().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    [RequiresFact]
    public async Task A_passkey_is_added_and_then_signs_in()
    {
        var page = await OpenAsync("alice");
        await AnswerAsync(page, "account/passkeys/options", 200, Creation());
        await AnswerAsync(page, "account/passkeys", 201, new { id = "x", name = "Phone", createdAt = "2026-11-20T08:00:00Z", recoveryCodes = FakeAccount.Codes });
        await page.GotoAsync(Passkeys);
        (await page.GetByText("This needs JavaScript").IsVisibleAsync()).ShouldBeFalse();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Phone");
        await page.GetByLabel("Your password now").FillAsync(FakeAccount.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the passkey" }).ClickAsync();

        await page.GetByText(FakeAccount.Codes[9]).WaitForAsync();
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("made");
        sent[0].Body.ShouldBe("""{"password":"correct horse battery"}""");
        sent[1].Headers["smartmoney-form"].ShouldBe(FakeAccess.TokenOf("alice"));
        var made = JsonDocument.Parse(sent[1].Body!).RootElement;
        made.GetProperty("name").GetString().ShouldBe("Phone");
        var id = made.GetProperty("credential").GetProperty("id").GetString()!;
        made.GetProperty("credential").GetProperty("response").GetProperty("attestationObject").GetString()!.Length.ShouldBeGreaterThan(100);
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await page.GetByText("The passkey was added.").First.WaitForAsync();

        await page.Context.ClearCookiesAsync();
        await AnswerAsync(page, "auth/passkey/options", 200, Request());
        await AnswerAsync(page, "auth/passkey", 204, null);
        await page.GotoAsync("/login?returnUrl=%2Fgoals");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        // Nobody is signed in at the fake API: the page that was asked for leads back to the login.
        await page.WaitForURLAsync("**/login?returnUrl=%2Fgoals");
        await page.WaitForFunctionAsync("performance.getEntriesByType('navigation')[0].redirectCount === 1");
        var credential = JsonDocument.Parse(sent[^1].Body!).RootElement.GetProperty("credential");
        credential.GetProperty("id").GetString().ShouldBe(id);
        credential.GetProperty("response").GetProperty("signature").GetString().ShouldNotBeNullOrEmpty();
        sent[^1].Headers.ContainsKey("smartmoney-form").ShouldBeFalse();
        await page.Context.DisposeAsync();
    }

    [RequiresTheory]
    [InlineData("alice", 422, "The password is wrong.")]
    [InlineData("hanako", 422, "パスワードが違います。")]
    [InlineData("alice", 429, "Try again in 40 seconds.")]
    [InlineData("alice", 409, "You have 20 passkeys.")]
    [InlineData("hanako", 503, "うまくいきませんでした。")]
    public async Task A_refusal_is_said_in_the_person_s_words_and_the_form_stays(string person, int status, string words)
    {
        var page = await OpenAsync(person);
        await AnswerAsync(page, "account/passkeys/options", status, new
        {
            type = "urn:smartmoney:" + (status == 409 ? "too-many-passkeys" : "x"), status, errors = status == 422 ? new { password = new[] { "Wrong." } } : null,
        });
        await page.GotoAsync(Passkeys);
        await page.Locator("#name").FillAsync("Phone");
        await page.Locator("#password").FillAsync("guess number 31");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText(words).WaitForAsync();
        (await page.InputValueAsync("#name")).ShouldBe("Phone");
        (await page.Locator("[data-passkey=add] button").IsEnabledAsync()).ShouldBeTrue();
        if (status == 422)
            (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("password");
        await page.Context.DisposeAsync();
    }

    [RequiresFact]
    public async Task A_passkey_that_is_not_known_is_refused_in_words()
    {
        var page = await OpenAsync(null);
        await AnswerAsync(page, "auth/passkey/options", 401, new { type = "urn:smartmoney:passkey", status = 401 });
        await page.GotoAsync("/login/code?methods=passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByText("This passkey was not accepted.").WaitForAsync();
        await page.Context.DisposeAsync();
    }

    [RequiresFact]
    public async Task Without_JavaScript_nothing_is_offered_that_would_not_work()
    {
        var page = await browser.OpenAsync(Web.Serve(), new Look(JavaScript: false));
        await page.GotoAsync("/login");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).IsVisibleAsync()).ShouldBeFalse();
        await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = "alice", Url = Web.Serve() }]);
        await page.GotoAsync(Passkeys);
        (await page.GetByText("This needs JavaScript").IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator("[data-passkey=add]").IsVisibleAsync()).ShouldBeFalse();
        await page.Context.DisposeAsync();
    }

    private static object Creation() => new
    {
        rp = new { id = "localhost", name = "SmartMoney" },
        user = new { id = "dXNlcg", name = "alice@example.org", displayName = "alice@example.org" },
        challenge = Challenge,
        pubKeyCredParams = new[] { new { type = "public-key", alg = -7 } },
        timeout = 60_000,
        excludeCredentials = Array.Empty<object>(),
        authenticatorSelection = new { residentKey = "required", userVerification = "required" },
        attestation = "none",
    };

    private static object Request() => new { challenge = Challenge, timeout = 60_000, rpId = "localhost", allowCredentials = Array.Empty<object>(), userVerification = "required" };

    private async Task<IPage> OpenAsync(string? person)
    {
        var page = await browser.OpenAsync(Address, new Look());
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        if (person is not null)
            await page.Context.AddCookiesAsync([new() { Name = FakeAccess.Cookie, Value = person, Url = Address }]);
        return page;
    }

    private Task AnswerAsync(IPage page, string path, int status, object? body) => page.RouteAsync("**/api/v1/" + path, route =>
    {
        sent.Add((path, route.Request.Headers, route.Request.PostData));
        return route.FulfillAsync(new()
        {
            Status = status,
            ContentType = body is null ? null : status < 400 ? "application/json" : "application/problem+json",
            Body = body is null ? null : JsonSerializer.Serialize(body),
            Headers = status == 429 ? new Dictionary<string, string> { ["Retry-After"] = "40", ["Content-Type"] = "application/problem+json" } : null,
        });
    });
}
