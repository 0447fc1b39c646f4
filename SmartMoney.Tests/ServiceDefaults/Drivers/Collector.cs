using System.Collections.Concurrent;
using System.Text;

namespace SmartMoney.Tests.ServiceDefaults.Drivers;

/// <summary>
/// An OTLP collector over http/protobuf that keeps what it gets. Protobuf writes strings as plain UTF-8, so that a search in the bytes
/// finds every name and value that was sent.
/// </summary>
public sealed class Collector : IAsyncDisposable
{
    private Stub _stub = null!;

    public ConcurrentQueue<(string Path, string? Type, string Text)> Posts { get; } = new();

    public Uri Address => _stub.Address;

    public string Traces => TextOf("/v1/traces");

    public string Logs => TextOf("/v1/logs");

    public string Metrics => TextOf("/v1/metrics");

    public string Everything => Traces + Logs + Metrics;

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        collector._stub = await Stub.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            collector.Posts.Enqueue((context.Request.Path, context.Request.ContentType, Encoding.UTF8.GetString(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
        });
        return collector;
    }

    public ValueTask DisposeAsync() => _stub.DisposeAsync();

    private string TextOf(string path) => string.Concat(Posts.Where(p => p.Path == path).Select(p => p.Text));
}
