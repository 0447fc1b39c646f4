using System.Diagnostics;
using System.Net;
using OpenTelemetry.Trace;
using Shouldly;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.ServiceDefaults;

public sealed partial class TelemetryTests
{
    private const string SearchText = "grandmothers-allowance";
    private const string Token = "sm_Zm9yIHlvdXIgZXllcyBvbmx5IHBsZWFzZSBkbyBub3QgbG9n";

    [Fact]
    public async Task Traces_metrics_and_logs_reach_a_collector_over_http_as_protobuf()
    {
        await using var collector = await Collector.StartAsync();
        await RunAsync(collector, async service =>
        {
            using var answer = await service.Client.GetAsync("/books/42/transactions");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        });

        collector.Posts.Select(p => p.Path).Distinct().ShouldBe(["/v1/traces", "/v1/metrics", "/v1/logs"], ignoreOrder: true);
        collector.Posts.ShouldAllBe(p => p.Type == "application/x-protobuf");
        collector.Everything.ShouldContain("edge-under-test");
        collector.Traces.ShouldContain("GET /books/{book}/transactions");
        collector.Traces.ShouldContain("http.route");
        collector.Traces.ShouldContain("http.response.status_code");
        collector.Metrics.ShouldContain("http.server.request.duration");
        collector.Logs.ShouldContain("Transactions were read");
    }

    [Fact]
    public async Task Nothing_that_a_person_typed_leaves_the_service()
    {
        await using var collector = await Collector.StartAsync();
        await using var api = await Stub.StartAsync();
        await RunAsync(collector, async service =>
        {
            using var answer = await service.Client.GetAsync($"/books/42/transactions?q={SearchText}");
            using var invitation = await service.Client.GetAsync($"/join/{Token}?q={SearchText}");
            using var outgoing = await service.Client.GetAsync($"/relay?q={SearchText}");
            using var failed = await service.Client.GetAsync($"/fail?q={SearchText}");
            outgoing.StatusCode.ShouldBe(HttpStatusCode.OK);
        }, api);

        api.Requests.ShouldHaveSingleItem().Query.ShouldContain(SearchText);
        collector.Traces.ShouldContain("url.full");
        collector.Traces.ShouldContain("/join/redacted");
        collector.Everything.ShouldNotContain(SearchText);
        collector.Everything.ShouldNotContain(Token);
    }

    [Fact]
    public async Task Probes_leave_no_trace()
    {
        await using var collector = await Collector.StartAsync();
        await using var api = await Stub.StartAsync();
        await RunAsync(collector, async service =>
        {
            using var health = await service.Client.GetAsync("/health");
            using var alive = await service.Client.GetAsync("/alive");
            using var outgoing = await service.Outgoing().GetAsync("/health");
            using var work = await service.Client.GetAsync("/books/42/transactions");
        }, api);

        collector.Traces.ShouldContain("/books/42/transactions");
        collector.Traces.ShouldNotContain("/health");
        collector.Traces.ShouldNotContain("/alive");
        collector.Traces.ShouldNotContain("checked by a probe");
    }

    [Fact]
    public async Task Sql_that_sets_a_password_is_not_kept_and_other_sql_is()
    {
        await using var collector = await Collector.StartAsync();
        using var npgsql = new ActivitySource("Npgsql");
        await RunAsync(collector, _ =>
        {
            using (var span = npgsql.StartActivity("migrate"))
                span?.SetTag("db.query.text", "ALTER ROLE smartmoney_app PASSWORD 'hunter2'");
            using (var span = npgsql.StartActivity("read"))
                span?.SetTag("db.query.text", "SELECT id FROM transactions WHERE book_id = $1");
            return Task.CompletedTask;
        });

        collector.Traces.ShouldContain("WHERE book_id = $1");
        collector.Traces.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_collected()
    {
        await using var app = Service.Build();

        app.Services.GetService<TracerProvider>().ShouldBeNull();
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4318'")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json'")]
    public void An_endpoint_that_cannot_be_used_stops_the_start_and_is_named(string key, string value, string message)
    {
        var settings = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4318", [key] = value };

        Should.Throw<InvalidOperationException>(() => Service.Build(settings)).Message.ShouldContain(message);
    }

    private static async Task RunAsync(Collector collector, Func<Service, Task> use, Stub? api = null)
    {
        var settings = Service.Reference(api is null ? [] : [api.Address]);
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString();
        settings["OTEL_SERVICE_NAME"] = "edge-under-test";
        await using var service = await Service.StartAsync(settings, more: AddTracedCheck, map: Map);
        await use(service);
        // Stopping sends what is still waiting.
        await service.App.StopAsync();
    }

    private static void AddTracedCheck(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Services.AddHealthChecks().AddCheck("traced", () =>
        {
            using var source = new ActivitySource("SmartMoney.Tests");
            using var span = source.StartActivity("checked by a probe");
            return Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy();
        });
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/books/{book}/transactions", (string book, ILogger<TelemetryTests> log) =>
        {
            LogRead(log);
            return book;
        });
        app.MapGet("/join/{token}", (string token) => token.Length);
        app.MapGet("/relay", (HttpContext context, IHttpClientFactory clients) =>
            clients.CreateClient().GetStringAsync($"http://api/search{context.Request.QueryString}"));
        app.MapGet("/fail", string () => throw new InvalidOperationException("It fails."));
    }

    [LoggerMessage(1, LogLevel.Information, "Transactions were read")]
    private static partial void LogRead(ILogger log);
}
