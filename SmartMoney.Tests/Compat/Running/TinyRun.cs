using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Console;
using Microsoft.Extensions.DependencyInjection;

namespace SmartMoney.Tests.Compat.Running;

/// <summary>An application of tiny real processes: shells, and web servers of one line.</summary>
internal sealed class TinyRun : IAsyncDisposable
{
    private const string Server = """
        const http = require('http'), fs = require('fs');
        http.createServer((q, r) => {
          const sick = process.env.SICK && fs.existsSync(process.env.SICK);
          r.statusCode = q.url === '/health' && sick ? 503 : 200;
          r.end(q.url === '/env' ? JSON.stringify(process.env) : String(process.pid));
        }).listen(Number(process.env.PORT), '127.0.0.1');
        """;

    private readonly SampleAppHost _sample = new();
    private readonly ConcurrentQueue<string> _console = [];
    private DistributedApplication? _app;

    public TinyRun(params string[] args)
    {
        Builder = _sample.Running(args);
        Builder.Services.AddSingleton(new RunConsole(new Lines(_console), colours: false));
    }

    public IDistributedApplicationBuilder Builder { get; }

    public DistributedApplication App => _app!;

    /// <summary>What the developer sees.</summary>
    public IReadOnlyList<string> Console => [.. _console];

    public string Folder => _sample.Directory;

    public static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public IResourceBuilder<ExecutableResource> Shell(string name, string script) => Builder.AddExecutable(name, "sh", ".", "-c", script);

    public IResourceBuilder<ExecutableResource> Web(string name, int? port = null)
        => Builder.AddExecutable(name, "node", ".", "-e", Server).WithHttpEndpoint(port: port, env: "PORT");

    public async Task StartAsync()
    {
        _app = Builder.Build();
        await _app.StartAsync();
    }

    public Task StateAsync(string name, string state) => App.ResourceNotifications.WaitForResourceAsync(name, state, Soon);

    public Task HealthyAsync(string name) => App.ResourceNotifications.WaitForResourceHealthyAsync(name, Soon);

    public string? Now(string name) => App.ResourceNotifications.TryGetCurrentState(name, out var known) ? known.Snapshot.State?.Text : null;

    /// <summary>The lines of a resource's log, without their times.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(string name)
    {
        var log = App.Services.GetRequiredService<ResourceLoggerService>();
        var resource = Builder.Resources.Single(r => r.Name == name);
        var lines = new List<string>();
        await foreach (var batch in log.GetAllAsync(resource))
        {
            lines.AddRange(batch.Select(l => l.Content[(l.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        }

        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _sample.Dispose();
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : StringWriter
    {
        public override void WriteLine(string? value) => lines.Enqueue(value ?? "");
    }
}
