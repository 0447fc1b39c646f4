using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Options;
using Shouldly;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.ServiceDefaults;

public sealed class ResilienceTests
{
    [Theory]
    [InlineData("GET", 502)]
    [InlineData("GET", 503)]
    [InlineData("GET", 504)]
    [InlineData("HEAD", 503)]
    [InlineData("OPTIONS", 503)]
    public async Task A_read_is_tried_again_until_the_service_is_back(string method, int status)
    {
        var asked = 0;
        await using var api = await Stub.StartAsync(Answer(() => ++asked < 3 ? status : 200));
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        using var answer = await service.Outgoing().SendAsync(new(new HttpMethod(method), "/x"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.ShouldBe(3);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_write_is_sent_once_whatever_comes_back(string method)
    {
        await using var api = await Stub.StartAsync(Answer(() => 503));
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        using var answer = await service.Outgoing().SendAsync(new(new HttpMethod(method), "/x"));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        api.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task An_answer_that_will_not_change_is_given_back_at_once(int status)
    {
        await using var api = await Stub.StartAsync(Answer(() => status));
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        using var answer = await service.Outgoing().GetAsync("/x");

        ((int)answer.StatusCode).ShouldBe(status);
        api.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_short_Retry_After_is_waited_for()
    {
        var asked = 0;
        await using var api = await Stub.StartAsync(Answer(() => ++asked < 2 ? 503 : 200, retryAfter: "1"));
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        var watch = Stopwatch.StartNew();
        using var answer = await service.Outgoing().GetAsync("/x");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task A_long_Retry_After_is_left_to_whoever_asked()
    {
        await using var api = await Stub.StartAsync(Answer(() => 503, retryAfter: "60"));
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        var watch = Stopwatch.StartNew();
        using var answer = await service.Outgoing().GetAsync("/x");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        api.Requests.Count.ShouldBe(1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_silent_service_ends_in_a_failure_that_says_so()
    {
        await using var api = await Stub.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var settings = Service.Reference(api.Address);
        settings["Resilience:AttemptTimeout"] = "0:0:0.3";
        settings["Resilience:Retries"] = "1";
        await using var service = await Service.StartAsync(settings);

        var failure = await Should.ThrowAsync<HttpRequestException>(() => service.Outgoing().GetAsync("/x"));

        failure.InnerException.ShouldBeOfType<TimeoutException>();
        api.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_write_may_take_longer_than_a_read()
    {
        await using var api = await Stub.StartAsync(context => Task.Delay(900, context.RequestAborted));
        var settings = Service.Reference(api.Address);
        settings["Resilience:AttemptTimeout"] = "0:0:0.2";
        settings["Resilience:TotalTimeout"] = "0:0:0.4";
        await using var service = await Service.StartAsync(settings);

        using var answer = await service.Outgoing().PostAsync("/imports", content: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_upload_arrives_while_it_is_still_being_sent()
    {
        var arrived = new TaskCompletionSource();
        await using var api = await Stub.StartAsync(async context =>
        {
            var buffer = new byte[1];
            await context.Request.Body.ReadExactlyAsync(buffer);
            arrived.SetResult();
            await context.Request.Body.CopyToAsync(Stream.Null);
        });
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        // The second half is sent only after the first was seen: a client that buffers would wait for ever.
        using var upload = new TwoHalves(arrived.Task);
        using var answer = await service.Outgoing().PostAsync("/imports", upload).WaitAsync(TimeSpan.FromSeconds(10));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Cookies_of_one_answer_never_go_out_with_the_next_request()
    {
        await using var api = await Stub.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "session=alice; Path=/";
            return Task.CompletedTask;
        });
        await using var service = await Service.StartAsync(Service.Reference(api.Address));

        using var first = await service.Outgoing().GetAsync("/x");
        using var second = await service.Outgoing().GetAsync("/x");

        api.Requests.ShouldAllBe(r => !r.Headers.ContainsKey("Cookie"));
    }

    [Theory]
    [InlineData("Resilience:Retries", "99")]
    [InlineData("Resilience:AttemptTimeout", "0:0:0")]
    [InlineData("Resilience:TotalTimeout", "0:0:1")]
    public async Task Limits_that_make_no_sense_stop_the_start(string key, string value)
    {
        await using var app = Service.Build(new() { [key] = value });

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync());

        failure.Message.ShouldContain("Resilience:");
    }

    private static RequestDelegate Answer(Func<int> status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status();
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    private sealed class TwoHalves(Task firstArrived) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("first"u8.ToArray());
            await stream.FlushAsync();
            await firstArrived;
            await stream.WriteAsync("second"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
