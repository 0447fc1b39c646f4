using System.Collections.Concurrent;

namespace SmartMoney.Tests.ServiceDefaults.Drivers;

/// <summary>A real web server on a port of its own that answers as it is told and remembers what it was asked.</summary>
public sealed class Stub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Stub(WebApplication app) => _app = app;

    /// <summary>Such as <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The requests so far, without probes.</summary>
    public ConcurrentQueue<Seen> Requests { get; } = new();

    /// <summary>What <c>/health</c> answers.</summary>
    public int Health { get; set; } = StatusCodes.Status200OK;

    /// <summary>Starts a server; <paramref name="answer"/> gets each request but probes. Without one it answers 200 and its own name.</summary>
    public static async Task<Stub> StartAsync(RequestDelegate? answer = null, string name = "stub", int port = 0, string host = "127.0.0.1")
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{host}:{port}").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var stub = new Stub(app);
        app.Run(async context =>
        {
            if (context.Request.Path == "/health")
            {
                context.Response.StatusCode = stub.Health;
                return;
            }
            stub.Requests.Enqueue(Seen.From(context.Request));
            await (answer ?? (c => c.Response.WriteAsync(name)))(context);
        });
        await app.StartAsync();
        stub.Address = new Uri(app.Urls.Single());
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A request as it arrived.</summary>
public sealed record Seen(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers)
{
    public static Seen From(HttpRequest request) => new(
        request.Method,
        request.Path.Value!,
        request.QueryString.Value!,
        request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
}

/// <summary>Addresses where nobody listens.</summary>
public static class Nowhere
{
    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>An address that refuses connections.</summary>
    public static Uri Address() => new($"http://127.0.0.1:{FreePort()}");
}
