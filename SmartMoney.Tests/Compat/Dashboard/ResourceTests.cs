using System.Net;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Dashboard;

public sealed class ResourceTests : IAsyncLifetime
{
    private const string Attack = "<script>alert(1)<script>\"'><img src=x onerror=alert(2)>";

    private readonly Pretended _api = new("api");
    private readonly Pretended _twins = new("twins");
    private readonly Pretended _attack = new(Attack);
    private readonly ParameterResource _password = new("db-password", _ => SampleDashboard.Password, secret: true);
    private readonly ParameterResource _pin = new("pin", _ => "4711", secret: true);
    private SampleDashboard _dashboard = null!;
    private HttpClient _browser = null!;

    public async Task InitializeAsync()
    {
        _twins.Annotations.Add(new ReplicaAnnotation(2));
        _api.WithCommand("stop", KnownResourceStates.Running, KnownResourceStates.Exited, () => _dashboard)
            .WithCommand("start", KnownResourceStates.Exited, KnownResourceStates.Running, () => _dashboard);
        _dashboard = await SampleDashboard.StartAsync(_api, _twins, _attack, _password, _pin);
        _dashboard.Mask.Add(SampleDashboard.Password);
        await _dashboard.PublishAsync(_password, s => s with { Properties = [new("Value", SampleDashboard.Password) { IsSensitive = true }] });
        await _dashboard.PublishAsync(_pin, s => s with { Properties = [new("Value", "4711") { IsSensitive = true }] });
        _browser = await _dashboard.BrowserAsync();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task The_table_has_every_replica_with_its_state_and_what_can_be_done()
    {
        await _dashboard.PublishAsync(_api, s => s with { Urls = [new("http", "http://localhost:5001", IsInternal: false), new("tcp", "tcp://localhost:5432", IsInternal: false), new("bad", "javascript:alert(1)", IsInternal: false)] });
        var page = await _browser.GetStringAsync("/");
        page.ShouldContain(">twins.1<");
        page.ShouldContain(">twins.2<");
        page.ShouldContain("<a href=\"http://localhost:5001\"");
        page.ShouldContain("<span>tcp://localhost:5432</span>");
        page.ShouldNotContain("href=\"javascript:");
        page.ShouldContain("aria-label=\"Stop api\">");
        page.ShouldContain("aria-label=\"Start api\" disabled");
    }

    [Fact]
    public async Task A_command_changes_the_state_and_the_next_page_says_how_it_went()
    {
        using var answer = await _browser.PostAsync($"/resources/{_api.Id}/commands/stop", Form(("back", "/")));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = await _browser.GetStringAsync(answer.Headers.Location);
        page.ShouldContain("api: Stop done.");
        page.ShouldContain("Exited");
        page.ShouldContain("aria-label=\"Stop api\" disabled");
    }

    [Fact]
    public async Task A_command_that_is_not_possible_now_is_refused_in_words()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/resources/{_api.Id}/commands/start") { Content = Form(), Headers = { { "Accept", "application/json" } } };
        using var answer = await _browser.SendAsync(request);
        var outcome = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        outcome.GetProperty("ok").GetBoolean().ShouldBeFalse();
        outcome.GetProperty("text").GetString().ShouldBe("api: 'Start' is not possible now, its state is Running.");
    }

    [Fact]
    public async Task No_answer_and_no_event_has_a_secret_in_it()
    {
        const string unknown = "never-seen-elsewhere";
        await _dashboard.PublishAsync(_api, s => s with
        {
            EnvironmentVariables =
            [
                new("ConnectionStrings__db", $"Host=localhost;Username=app;Password={SampleDashboard.Password};Database=db", IsFromSpec: true),
                new("ConnectionStrings__other", $"Host=localhost;Password=\"{unknown};;\"\"x\";Database=other", IsFromSpec: true),
                new("DB_URI", $"postgresql://app:{Uri.EscapeDataString(SampleDashboard.Password)}@localhost:5432/db", IsFromSpec: true),
                new("OTHER_URI", $"postgresql://app:{unknown}@localhost:5432/db", IsFromSpec: true),
                new("SOME_API_KEY", unknown, IsFromSpec: true),
                new("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={unknown}", IsFromSpec: true),
                new("PIN", "4711", IsFromSpec: true),
                new("PLAIN", "visible-value", IsFromSpec: true),
            ],
            Properties = [new("executable.args", $"--password {SampleDashboard.Password}") { IsSensitive = true }, new("note", $"uses {SampleDashboard.Password}")],
            HealthReports = [new("db_check", null, null, $"could not log in with {SampleDashboard.Password}")],
            Urls = [new("http", $"http://app:{SampleDashboard.Password}@localhost:5001", IsInternal: false)],
        });
        _dashboard.Log(_api.Id, $"connecting with {SampleDashboard.Password}");

        var seen = "";
        foreach (var path in (string[])["/", "/?hidden=true", $"/resources/{_api.Id}", "/resources/db-password", "/resources/pin", "/consolelogs", $"/consolelogs/resource/{_api.Id}", $"/consolelogs/resource/{_api.Id}?q=connecting"])
        {
            seen += await _browser.GetStringAsync(path);
        }

        seen += await FirstOfAsync("/events/resources", _api.Id) + await FirstOfAsync($"/events/resources/{_api.Id}", "volumes") + await FirstOfAsync($"/events/logs/{_api.Id}", "connecting");
        seen = WebUtility.HtmlDecode(seen);
        seen.ShouldContain("visible-value");
        seen.ShouldContain("Host=localhost;Username=app;Password=" + SecretMask.Mask);
        seen.ShouldContain("Database=other");
        seen.ShouldNotContain(SampleDashboard.Password);
        seen.ShouldNotContain(Uri.EscapeDataString(SampleDashboard.Password));
        seen.ShouldNotContain(unknown);
        seen.ShouldNotContain("<span>4711</span>");
    }

    [Fact]
    public async Task A_masked_value_is_told_to_a_post_only()
    {
        await _dashboard.PublishAsync(_api, s => s with { EnvironmentVariables = [new("DB_PASSWORD", SampleDashboard.Password, IsFromSpec: true), new("SOME_TOKEN", "another-secret", IsFromSpec: true)] });
        using var get = await _browser.GetAsync($"/resources/{_api.Id}/reveal?kind=Variable&name=DB_PASSWORD");
        (await get.Content.ReadAsStringAsync()).ShouldNotContain(SampleDashboard.Password);

        using var page = await _browser.PostAsync($"/resources/{_api.Id}/reveal", Form(("kind", "Variable"), ("name", "DB_PASSWORD")));
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        text.ShouldContain(SampleDashboard.Password);
        text.ShouldNotContain("another-secret");
    }

    [Fact]
    public async Task A_change_arrives_over_the_open_stream()
    {
        using var stream = await _browser.GetStreamAsync("/events/resources");
        using var reader = new StreamReader(stream);
        await ReadUntilAsync(reader, "row-pin");
        await _dashboard.PublishAsync(_api, s => s with { State = new("Pondering", null) });
        (await ReadUntilAsync(reader, "Pondering")).ShouldContain($"row-{_api.Id}");
    }

    [Fact]
    public async Task Open_streams_do_not_hold_up_the_end()
    {
        using var stream = await _browser.GetStreamAsync("/events/resources");
        await _dashboard.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Names_of_resources_are_text()
    {
        var id = Uri.EscapeDataString(_attack.Id);
        foreach (var path in (string[])["/", $"/resources/{id}", "/consolelogs", $"/consolelogs/resource/{id}"])
        {
            var page = await _browser.GetStringAsync(path);
            page.ShouldNotContain("<script>alert");
            page.ShouldNotContain("<img src=x");
            page.ShouldContain("&lt;script&gt;alert(1)", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task Hidden_resources_are_shown_on_demand()
    {
        await _dashboard.PublishAsync(_api, s => s with { IsHidden = true });
        (await _browser.GetStringAsync("/")).ShouldContain($"id=\"row-{_api.Id}\" hidden");
        (await _browser.GetStringAsync("/?hidden=true")).ShouldContain($"id=\"row-{_api.Id}\">");
    }

    [Fact]
    public async Task An_unknown_resource_is_not_found()
    {
        (await _browser.GetAsync("/resources/nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _browser.GetAsync("/consolelogs/resource/nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _browser.PostAsync("/resources/nobody/commands/stop", Form())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> ReadUntilAsync(StreamReader reader, string words)
    {
        while (await reader.ReadLineAsync(SampleDashboard.Soon) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The stream ended without '{words}'.");
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields)
        => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    // All of a stream up to the line that has the words in it, with JSON's escapes resolved.
    private async Task<string> FirstOfAsync(string path, string words)
    {
        using var stream = await _browser.GetStreamAsync(path);
        using var reader = new StreamReader(stream);
        var text = "";
        while (!text.Contains(words, StringComparison.Ordinal))
        {
            text += await reader.ReadLineAsync(SampleDashboard.Soon) + "\n";
        }

        return System.Text.RegularExpressions.Regex.Unescape(text);
    }
}
