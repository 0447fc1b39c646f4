using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using SmartMoney.Local.Ports;

namespace SmartMoney.Tests.Compat.Dashboard;

/// <summary>The real dashboard on a port of its own, over a model of resources that only pretend.</summary>
internal sealed class SampleDashboard : IAsyncDisposable
{
    public const string Token = "token-of-this-run";
    public const string Password = "Geheim-4711!";

    private readonly ResourceCollection _resources = [];
    private readonly IServiceProvider _services;
    private readonly DashboardHost _host;

    private SampleDashboard()
    {
        var services = new ServiceCollection();
        var model = new DistributedApplicationModel(_resources);
        services.AddSingleton(model);
        _services = services.BuildServiceProvider();
        Commands = new ResourceCommandService(Notifications, Loggers, _services);
        _host = new DashboardHost(model, Notifications, Loggers, Commands, Mask);
    }

    public ResourceNotificationService Notifications { get; } = new();

    public ResourceLoggerService Loggers { get; } = new();

    public ResourceCommandService Commands { get; }

    public SecretMask Mask { get; } = new();

    public Uri Address { get; private set; } = null!;

    public static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    /// <summary>A dashboard over resources; each starts as Running.</summary>
    public static async Task<SampleDashboard> StartAsync(params IResource[] resources)
    {
        var dashboard = new SampleDashboard { Address = new Uri($"http://localhost:{FreePorts.Next()}") };
        foreach (var resource in resources)
        {
            dashboard._resources.Add(resource);
            await dashboard.PublishAsync(resource, s => s with { State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success) });
        }

        await dashboard._host.StartAsync(new DashboardSettings(dashboard.Address, Token, "Sample"), CancellationToken.None);
        return dashboard;
    }

    public Task PublishAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => Notifications.PublishUpdateAsync(resource, change);

    public void Log(string id, string line, bool isError = false) => Loggers.Log(id).Append(line, isError);

    /// <summary>A browser that has not logged in. It keeps cookies and follows nothing.</summary>
    public HttpClient Stranger() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A browser that has logged in.</summary>
    public async Task<HttpClient> BrowserAsync()
    {
        var browser = Stranger();
        (await browser.GetAsync($"/login?t={Token}")).Dispose();
        return browser;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

/// <summary>A resource that only pretends.</summary>
internal sealed class Pretended(string name) : IResource, IComputeResource
{
    public string Name => name;

    public ResourceAnnotationCollection Annotations { get; } = [];

    public string Id => ResourceIds.Of(this)[0];

    /// <summary>With a command that moves it from one state to another.</summary>
    public Pretended WithCommand(string command, string from, string to, Func<SampleDashboard> dashboard)
    {
        Annotations.Add(new ResourceCommandAnnotation(
            command,
            char.ToUpperInvariant(command[0]) + command[1..],
            context => context.ResourceSnapshot.State?.Text == from ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            async context =>
            {
                await dashboard().Notifications.PublishUpdateAsync(this, context.ResourceName, s => s with { State = new(to, null) });
                return CommandResults.Success();
            }));
        return this;
    }
}
