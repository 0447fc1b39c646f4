using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Running;

/// <summary>What the container runtime is told; a script stands in for it.</summary>
public sealed class ContainerTests : IAsyncLifetime
{
    private readonly string _runtime = Path.Combine(Path.GetTempPath(), $"smartmoney-runtime-{Guid.NewGuid():N}");
    private readonly TinyRun _run;

    public ContainerTests()
    {
        File.WriteAllText(_runtime, "#!/bin/sh\n[ \"$1\" = run ] || exit 0\nfor a; do echo \"arg $a\"; done\necho \"KEY is ${#KEY} long\"\nexec sleep 300\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_runtime, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _run = new TinyRun($"--ASPIRE_CONTAINER_RUNTIME={_runtime}");
    }

    [Fact]
    public async Task The_runtime_gets_ports_volumes_of_this_checkout_and_the_names_of_variables_only()
    {
        var key = _run.Builder.AddParameter("key", "s3cr3t-value", secret: true);
        _run.Builder.AddContainer("cache", "valkey", "8").WithEndpoint(port: 21999, targetPort: 6379, name: "tcp")
            .WithVolume("cache-data", "/data").WithEnvironment("KEY", key).WithArgs("--save", "60");
        await _run.StartAsync();
        await _run.StateAsync("cache", KnownResourceStates.Running);
        while (!(await _run.LogAsync("cache")).Contains("KEY is 12 long"))
        {
            await Task.Delay(50, TinyRun.Soon);
        }

        var args = (await _run.LogAsync("cache")).Where(l => l.StartsWith("arg ", StringComparison.Ordinal)).Select(l => l[4..]).ToList();
        args[..3].ShouldBe(["run", "--rm", "--name"]);
        args[args.IndexOf("-p") + 1].ShouldBe("127.0.0.1:21999:6379");
        args[args.IndexOf("-v") + 1].ShouldMatch("^cache-data-[0-9a-f]{10}:/data$");
        args[args.IndexOf("-e") + 1].ShouldBe("KEY");
        args[^3..].ShouldBe(["valkey:8", "--save", "60"]);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _run.DisposeAsync();
        File.Delete(_runtime);
    }
}
