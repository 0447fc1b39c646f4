using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat;

/// <summary>What OpenTelemetry.Extensions.Hosting documents; holds for the package and for its stand-in alike.</summary>
public sealed class OpenTelemetryHostingTests
{
    [Fact]
    public async Task Spans_are_seen_from_the_moment_the_host_has_started_and_not_after_it_is_gone()
    {
        using var source = new ActivitySource("SmartMoney.Tests.Hosting");
        var seen = new List<string>();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(source.Name).AddProcessor(new Recorder(seen)));

        source.StartActivity("before")?.Dispose();
        using (var host = builder.Build())
        {
            await host.StartAsync();
            source.StartActivity("while")?.Dispose();
            await host.StopAsync();
        }
        source.StartActivity("after")?.Dispose();

        seen.ShouldBe(["while"]);
    }

    [Fact]
    public void Asking_twice_gives_one_set_of_providers_that_knows_both_answers()
    {
        using var first = new ActivitySource("SmartMoney.Tests.First");
        using var second = new ActivitySource("SmartMoney.Tests.Second");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var services = builder.Services;
        services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(first.Name)).WithMetrics();
        services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(second.Name));

        services.Count(s => s.ServiceType == typeof(IHostedService)).ShouldBe(1);
        using var host = builder.Build();
        host.Services.GetServices<TracerProvider>().ShouldHaveSingleItem();
        host.Services.GetServices<MeterProvider>().ShouldHaveSingleItem();
        first.HasListeners().ShouldBeTrue();
        second.HasListeners().ShouldBeTrue();
    }

    [Fact]
    public async Task A_host_that_asked_for_one_signal_starts_without_the_others()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("SmartMoney.*"));
        using var host = builder.Build();

        await host.StartAsync();

        host.Services.GetService<TracerProvider>().ShouldBeNull();
        await host.StopAsync();
    }

    private sealed class Recorder(List<string> seen) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => seen.Add(data.OperationName);
    }
}
