using System.Globalization;
using Shouldly;
using SmartMoney.ServiceDefaults.Health;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.ServiceDefaults;

public sealed class ProbeCommandTests
{
    [Fact]
    public async Task A_service_that_is_ready_is_told_from_one_that_only_lives()
    {
        await using var service = await Stub.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/alive" ? 200 : 404;
            return Task.CompletedTask;
        });
        (await ProbeAsync(service.Address.Port, "--probe")).ShouldBe((0, ""));
        service.Health = 503;
        (await ProbeAsync(service.Address.Port, "--probe", "ready")).ShouldBe((1, "/health answered 503."));
        (await ProbeAsync(service.Address.Port, "--probe", "live")).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_is_ready()
    {
        var (code, problems) = await ProbeAsync(Nowhere.FreePort(), "--probe");
        code.ShouldBe(1);
        problems.ShouldStartWith("/health did not answer: ");
    }

    [Fact]
    public async Task A_service_that_says_nothing_is_not_waited_for_forever()
    {
        await using var service = await Stub.StartAsync(_ => Task.Delay(TimeSpan.FromMinutes(1)));
        (await ProbeAsync(service.Address.Port, "--probe", "live").WaitAsync(TimeSpan.FromSeconds(20))).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Another_word_is_not_understood() => (await ProbeAsync(1, "--probe", "quickly")).ShouldBe((2, "usage: --probe [ready|live]"));

    private static async Task<(int Code, string Problems)> ProbeAsync(int port, params string[] args)
    {
        using var problems = new StringWriter();
        var code = await ProbeCommand.RunAsync(args, name => name == "HTTP_PORTS" ? port.ToString(CultureInfo.InvariantCulture) + ";1" : null, problems);
        return (code, problems.ToString().Trim());
    }
}
