using System.Net;
using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard: a web server of its own inside the AppHost, on this machine's loopback only.</summary>
internal sealed class DashboardHost(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ResourceCommandService commands,
    SecretMask mask) : IDashboardHost
{
    private const int LargestForm = 16 * 1024;
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ending = new();
    private WebApplication? _app;

    public async Task StartAsync(DashboardSettings settings, CancellationToken cancellationToken)
    {
        // Empty: the application's own settings and environment variables are not for the dashboard.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            Listen(kestrel, settings.Address);
        });
        _app = builder.Build();
        Map(_app, settings);
        await _app.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null || _ending.IsCancellationRequested)
        {
            return;
        }

        // Streams never end by themselves.
        await _ending.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ending.Dispose();
    }

    // Whatever host an address names, other machines are not served.
    private static void Listen(KestrelServerOptions kestrel, Uri address)
    {
        if (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))
        {
            kestrel.Listen(ip, address.Port);
        }
        else
        {
            kestrel.ListenLocalhost(address.Port);
        }
    }

    private void Map(WebApplication app, DashboardSettings settings)
    {
        var redaction = new Redaction(mask, model, notifications);
        var views = new ResourceViews(model, notifications, redaction);
        var assets = new DashboardAssets();
        var frame = new PageFrame(assets, settings);
        var outcomes = new Outcomes();
        var access = new DashboardAccess(settings);
        var login = new LoginPage(access, frame);
        var all = new ResourcesPage(views, notifications, outcomes, frame);
        var one = new ResourcePage(views, notifications, outcomes, frame);
        var command = new ResourceCommand(views, commands, redaction, outcomes);
        var logs = new LogsPage(views, loggers, redaction, frame);

        app.Use(access.InvokeAsync);
        app.UseRouting();
        app.MapGet("/login", login.Show);
        app.MapPost("/login", (Delegate)login.LogInAsync);
        app.MapGet("/assets/{name}", assets.Send);
        app.MapPost("/theme", (Delegate)PageFrame.ChooseThemeAsync);
        app.MapGet("/", all.Show);
        app.MapGet("/resources/{id}", one.Show);
        app.MapPost("/resources/{id}/reveal", one.RevealAsync);
        app.MapPost("/resources/{id}/commands/{command}", (HttpContext context, string id, string command) => Give(context, id, command));
        app.MapGet("/consolelogs", logs.Choose);
        app.MapGet("/consolelogs/resource/{id}", logs.ShowAsync);
        app.MapGet("/events/resources", (HttpContext context, bool? hidden) => Stream(context, token => all.WatchAsync(hidden ?? false, token)));
        app.MapGet("/events/resources/{id}", (HttpContext context, string id) => Stream(context, token => one.WatchAsync(id, token)));
        app.MapGet("/events/logs/{id}", (HttpContext context, string id, int? after) => Stream(context, token => logs.WatchAsync(id, after ?? 0, token)));
        app.MapFallback((HttpContext context) => frame.Page(context, "Not found", "/", $"<h1>There is no such page</h1>", StatusCodes.Status404NotFound));

        Task<IResult> Give(HttpContext context, string id, string name) => command.GiveAsync(context, id, name, _ending.Token);
    }

    private ServerSentEventsResult<T> Stream<T>(HttpContext context, Func<CancellationToken, IAsyncEnumerable<T>> source)
        => TypedResults.ServerSentEvents(UntilEndAsync(source, _ending.Token, context.RequestAborted));

    // A stream ends when the browser goes or the dashboard does; neither is an error.
    private static async IAsyncEnumerable<T> UntilEndAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> source, CancellationToken ending, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, gone);
        await using var items = source(either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync())
        {
            yield return items.Current;
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await items.MoveNextAsync();
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    // Signals are the AppHost's business: the dashboard goes when the last resource has gone.
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
