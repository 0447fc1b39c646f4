using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>A call that reached the fake API.</summary>
public sealed record ReceivedCall(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>
/// A real HTTP server that answers in the shapes of the API, so that the web front is tested over the wire.
/// The session cookie names its person: <c>api-session=alice</c>.
/// </summary>
public sealed class FakeApi : IAsyncDisposable
{
    private readonly WebApplication server;

    private FakeApi(WebApplication server) => this.server = server;

    /// <summary>Every call, oldest first.</summary>
    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    /// <summary>Answers by "METHOD path" below /api/v1/ that win over the sample household's.</summary>
    public ConcurrentDictionary<string, IResult> Answers { get; } = new();

    /// <summary>When set, every call is answered with it: the database is away.</summary>
    public IResult? Everything { get; set; }

    public Uri Address => new(server.Urls.First());

    public static async Task<FakeApi> StartAsync(Action<IEndpointRouteBuilder>? routes = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 60_000_000);
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);
        var app = builder.Build();
        var fake = new FakeApi(app);
        app.Use(fake.RecordAsync);
        app.UseRouting();
        app.Use(fake.AnswerAsync);
        var v1 = app.MapGroup("/api/v1");
        FakeAccess.Map(v1);
        FakeHousehold.Map(v1);
        routes?.Invoke(v1);
        await app.StartAsync();
        return fake;
    }

    /// <summary>The calls of one method and path below /api/v1/.</summary>
    public IReadOnlyList<ReceivedCall> CallsTo(string method, string path) =>
        [.. Calls.Where(call => call.Method == method && call.Path == "/api/v1/" + path)];

    public static IResult Problem(int status, string slug, object? errors = null) => Results.Json(
        new { type = "urn:smartmoney:" + slug, title = "A problem.", status, detail = "Do something else.", errors },
        statusCode: status,
        contentType: "application/problem+json");

    /// <summary>A refusal that says how long to wait.</summary>
    public static IResult TooMany(int seconds) => new Waits(Problem(429, "too-many-attempts"), seconds);

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        Calls.Enqueue(new ReceivedCall(
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.ToString(),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        await next(context);
    }

    private sealed class Waits(IResult problem, int seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(context);
        }
    }

    private Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (Everything is { } same)
        {
            return same.ExecuteAsync(context);
        }

        var path = context.Request.Path.ToString()["/api/v1/".Length..];
        return Answers.TryGetValue(context.Request.Method + " " + path, out var answer) ? answer.ExecuteAsync(context) : next(context);
    }
}
