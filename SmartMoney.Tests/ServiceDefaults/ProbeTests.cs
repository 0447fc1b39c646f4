using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Shouldly;
using SmartMoney.ServiceDefaults.Health;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.ServiceDefaults;

public sealed class ProbeTests
{
    [Theory]
    [InlineData("Production", "/health")]
    [InlineData("Production", "/alive")]
    [InlineData("Development", "/health")]
    [InlineData("Development", "/alive")]
    public async Task Probes_answer_in_every_environment_with_the_status_and_nothing_else(string environment, string path)
    {
        await using var service = await Service.StartAsync(environment: environment);

        using var answer = await service.Client.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Server.ShouldBeEmpty();
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"status":"Healthy"}""");
    }

    [Fact]
    public async Task A_failing_part_makes_the_service_unready_but_not_dead_and_its_reason_stays_inside()
    {
        await using var service = await Service.StartAsync(more: builder =>
            builder.Services.AddHealthChecks().AddCheck("database", () => HealthCheckResult.Unhealthy("password wrong for smartmoney_app")));

        using var ready = await service.Client.GetAsync("/health");
        using var live = await service.Client.GetAsync("/alive");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldBe("""{"status":"Unhealthy"}""");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_part_that_hangs_is_not_ready()
    {
        await using var service = await Service.StartAsync(more: builder => builder.Services.AddHealthChecks()
            .AddAsyncCheck("database", async stop =>
            {
                await Task.Delay(Timeout.Infinite, stop);
                return HealthCheckResult.Healthy();
            }));

        var watch = Stopwatch.StartNew();
        using var answer = await service.Client.GetAsync("/health");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task On_stop_readiness_fails_first_while_requests_are_still_taken()
    {
        await using var service = await Service.StartAsync(
            new() { ["Shutdown:DrainDelay"] = "0:0:2" },
            map: app => app.MapGet("/work", () => "done"));
        (await service.Client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var stopped = service.App.StopAsync();
        using var ready = await service.Client.GetAsync("/health");
        using var live = await service.Client.GetAsync("/alive");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Client.GetStringAsync("/work")).ShouldBe("done");
        stopped.IsCompleted.ShouldBeFalse();
        await stopped;
        await Should.ThrowAsync<HttpRequestException>(() => service.Client.GetAsync("/work"));
    }

    [Fact]
    public async Task A_request_that_runs_when_the_service_stops_is_finished()
    {
        var started = new TaskCompletionSource();
        await using var service = await Service.StartAsync(map: app => app.MapGet("/slow", async () =>
        {
            started.SetResult();
            await Task.Delay(700);
            return "finished";
        }));

        var answer = service.Client.GetStringAsync("/slow");
        await started.Task;
        await service.App.StopAsync();

        (await answer).ShouldBe("finished");
    }

    [Theory]
    [InlineData("Development", 0)]
    [InlineData("Production", 5)]
    public async Task Only_development_stops_without_draining(string environment, int seconds)
    {
        await using var app = Service.Build(new() { ["Shutdown:DrainDelay"] = null }, environment);

        app.Services.GetRequiredService<IOptions<ShutdownOptions>>().Value.DrainDelay.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_drain_delay_below_nothing_stops_the_start()
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => Service.StartAsync(new() { ["Shutdown:DrainDelay"] = "-0:0:1" }));

        failure.Message.ShouldContain("Shutdown:DrainDelay");
    }
}
