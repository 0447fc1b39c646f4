using Aspire.Hosting.ApplicationModel;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Playwright;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Browsing;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Compat.Dashboard;

/// <summary>The dashboard in Chromium: accessible in both themes and widths, and live.</summary>
[Trait("needs", "browser")]
public sealed class DashboardLookTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private readonly Pretended _api = new("api");
    private readonly Pretended _web = new("web");
    private SampleDashboard _dashboard = null!;

    public async Task InitializeAsync()
    {
        _web.Annotations.Add(new ReplicaAnnotation(2));
        _web.Annotations.Add(new WaitAnnotation(_api, WaitType.WaitUntilHealthy));
        _api.WithCommand("start", KnownResourceStates.Exited, KnownResourceStates.Running, () => _dashboard)
            .WithCommand("stop", KnownResourceStates.Running, KnownResourceStates.Exited, () => _dashboard)
            .WithCommand("restart", KnownResourceStates.Running, KnownResourceStates.Running, () => _dashboard);
        var password = new ParameterResource("db-password", _ => SampleDashboard.Password, secret: true);
        var migrate = new Pretended("migrate");
        var broken = new Pretended("broken");
        _dashboard = await SampleDashboard.StartAsync(password, migrate, _api, _web, broken);
        _dashboard.Mask.Add(SampleDashboard.Password);
        var started = new DateTime(2026, 11, 22, 9, 30, 5, DateTimeKind.Utc);
        await _dashboard.PublishAsync(password, s => s with { Properties = [new("Value", SampleDashboard.Password) { IsSensitive = true }] });
        await _dashboard.PublishAsync(migrate, s => s with { State = new(KnownResourceStates.Finished, KnownResourceStateStyles.Success), ExitCode = 0, StartTimeStamp = started });
        await _dashboard.PublishAsync(broken, s => s with { State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error), Properties = [new("resource.failure", "broken did not start: port 5001 is taken by process 4711 (node)")] });
        await _dashboard.PublishAsync(_web, s => s with { StartTimeStamp = started, HealthReports = [new("web_check", HealthStatus.Unhealthy, "GET /health answered 503", null)] });
        await _dashboard.PublishAsync(_api, s => s with
        {
            StartTimeStamp = started,
            Urls = [new("http", "http://localhost:5180", IsInternal: false)],
            Properties = [new("project.path", "/src/SmartMoney.Api/SmartMoney.Api.csproj"), new("executable.pid", 4711)],
            HealthReports = [new("api_http_/health_200_check", HealthStatus.Healthy, "GET /health answered 200", null)],
            EnvironmentVariables =
            [
                new("ASPNETCORE_URLS", "http://localhost:5180", IsFromSpec: true),
                new("ConnectionStrings__smartmoney", $"Host=localhost;Port=5432;Username=smartmoney_app;Password={SampleDashboard.Password};Database=smartmoney", IsFromSpec: true),
            ],
        });
        for (var i = 0; i < 30; i++)
        {
            _dashboard.Log(_api.Id, $"\u001b[40m\u001b[32minfo\u001b[39m\u001b[22m\u001b[49m: Request {i} GET /api/v1/accounts answered 200 in \u001b[1m{i * 3}\u001b[0m ms");
        }

        _dashboard.Log(_api.Id, "\u001b[41m\u001b[30mfail\u001b[0m: Npgsql.NpgsqlException: \u001b[31mFailed to connect\u001b[0m to 127.0.0.1:5432", isError: true);
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [RequiresFact]
    public async Task Every_page_is_accessible_in_both_themes_and_widths()
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["resources"] = "/",
            ["resource"] = $"/resources/{_api.Id}",
            ["choice"] = "/consolelogs",
            ["log"] = $"/consolelogs/resource/{_api.Id}?q=request",
            ["missing"] = "/nowhere",
        };
        foreach (var look in new[] { new Look(1280), new Look(390), new Look(1280, Dark: true), new Look(390, Dark: true) })
        {
            var page = await OpenAsync(look);
            var errors = new List<string>();
            page.PageError += (_, error) => errors.Add(error);
            page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) errors.Add(message.Text); };
            foreach (var (name, path) in pages)
            {
                await page.GotoAsync(path);
                await Browser.ScreenshotAsync(page, $"dev-dashboard-{name}-{look.Width}-{(look.Dark ? "dark" : "light")}");
                var found = await page.RunAxe();
                found.Violations.Select(v => $"{path} {look}: {v.Id}: {v.Nodes[0].Html}").ShouldBeEmpty();
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{path} {look}");
            }

            errors.ShouldBeEmpty();
            await page.Context.DisposeAsync();
        }
    }

    [RequiresFact]
    public async Task A_stop_shows_in_the_row_without_reloading_and_is_told()
    {
        var page = await OpenAsync(new Look());
        await page.EvaluateAsync("document.body.dataset.same = 'yes'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop api" }).ClickAsync();
        await page.GetByText("api: Stop done.").WaitForAsync();
        await page.Locator($"#row-{_api.Id}", new() { HasText = "Exited" }).WaitForAsync();
        (await page.EvaluateAsync<string>("document.body.dataset.same")).ShouldBe("yes");
        await page.Context.DisposeAsync();
    }

    [RequiresFact]
    public async Task A_masked_value_is_revealed_and_hidden_again()
    {
        var page = await OpenAsync(new Look());
        await page.GotoAsync($"/resources/{_api.Id}");
        (await page.ContentAsync()).ShouldNotContain(SampleDashboard.Password);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Reveal ConnectionStrings__smartmoney" });
        await button.ClickAsync();
        await page.GetByText($"Password={SampleDashboard.Password};").WaitForAsync();
        await button.ClickAsync();
        await page.GetByText($"Password={SecretMask.Mask};").WaitForAsync();
        await page.Context.DisposeAsync();
    }

    [RequiresFact]
    public async Task A_log_follows_filters_pauses_and_clears()
    {
        var page = await OpenAsync(new Look());
        await page.GotoAsync($"/consolelogs/resource/{_api.Id}");
        var lines = page.Locator("#log .line");
        await page.GetByText("31 lines").WaitForAsync();
        _dashboard.Log(_api.Id, "<b>fresh</b> line");
        await page.GetByText("<b>fresh</b> line").WaitForAsync();

        await page.FillAsync("#q", "FRESH");
        await page.GetByText("1 line of 32").WaitForAsync();
        (await lines.CountAsync()).ShouldBe(1);
        (await page.TextContentAsync("#log mark")).ShouldBe("fresh");
        await page.FillAsync("#q", "");
        await page.GetByText("32 lines").WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Following" }).ClickAsync();
        _dashboard.Log(_api.Id, "while paused");
        await page.GetByText("paused (1 new)").WaitForAsync();
        (await page.GetByText("while paused").CountAsync()).ShouldBe(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Follow", Exact = true }).ClickAsync();
        await page.GetByText("while paused").WaitForAsync();

        await page.GetByText("Clear").ClickAsync();
        await page.GetByText("0 lines").WaitForAsync();
        (await lines.CountAsync()).ShouldBe(0);
        await page.Context.DisposeAsync();
    }

    [RequiresFact]
    public async Task A_hundred_thousand_lines_stay_a_few_thousand_elements()
    {
        var page = await OpenAsync(new Look());
        await page.GotoAsync($"/consolelogs/resource/{_api.Id}");
        for (var i = 0; i < 100_000; i++)
        {
            _dashboard.Log(_api.Id, $"flood {i}");
        }

        _dashboard.Log(_api.Id, "the end");
        await page.GetByText("the end", new() { Exact = true }).WaitForAsync();
        (await page.Locator("#log .line").CountAsync()).ShouldBeLessThanOrEqualTo(2_000);
        await page.Context.DisposeAsync();
    }

    private async Task<IPage> OpenAsync(Look look)
    {
        var page = await browser.OpenAsync(_dashboard.Address.ToString(), look);
        await page.GotoAsync($"/login?t={SampleDashboard.Token}");
        return page;
    }
}
