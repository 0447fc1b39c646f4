using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;
using Shouldly;

namespace SmartMoney.Tests.Topology;

/// <summary>The whole stack of the AppHost, on ports and data of its own, driven from outside through the gateway.</summary>
internal sealed class RunningStack : IAsyncDisposable
{
    public const string Email = "hanako@example.com";
    public const string Password = "correct horse battery staple";

    private static readonly string[] AllScopes = ["read", "write", "import"];

    private readonly IDistributedApplicationTestingBuilder builder;
    private readonly DistributedApplication app;

    private RunningStack(IDistributedApplicationTestingBuilder builder, DistributedApplication app) =>
        (this.builder, this.app, Gateway) = (builder, app, app.CreateHttpClient("gateway", "http"));

    /// <summary>A client of the gateway; it carries the token of <see cref="SetUpAsync"/> afterwards.</summary>
    public HttpClient Gateway { get; }

    /// <summary>The one address that a browser knows.</summary>
    public string Address => Gateway.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>Starts everything and waits until the gateway is ready.</summary>
    /// <param name="args">The AppHost's command line.</param>
    public static async Task<RunningStack> StartAsync(params string[] args)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var model = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmartMoney_AppHost>(args, patience.Token);
        var built = await model.BuildAsync(patience.Token);
        await built.StartAsync(patience.Token);
        await built.ResourceNotifications.WaitForResourceHealthyAsync("gateway", patience.Token);
        var stack = new RunningStack(model, built);
        stack.Gateway.Timeout = TimeSpan.FromMinutes(4);
        return stack;
    }

    /// <summary>Sets the installation up over the API and returns the book; the client goes on with a token.</summary>
    public async Task<Guid> SetUpAsync()
    {
        var setup = await PostAsync("/api/v1/setup", new { email = Email, password = Password, bookName = "Home", baseCurrency = "JPY", locale = "ja" });
        var token = await PostAsync("/api/v1/tokens", new { name = "test", scopes = AllScopes });
        Gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());
        return setup.GetProperty("bookId").GetGuid();
    }

    /// <summary>Uploads a statement; the answer is its preview.</summary>
    public async Task<JsonElement> UploadAsync(Guid book, byte[] file)
    {
        using var part = new ByteArrayContent(file);
        using var content = new MultipartFormDataContent { { part, "file", "moneyforward.csv" } };
        using var response = await Gateway.PostAsync(new Uri($"/api/v1/books/{book}/imports", UriKind.Relative), content);
        return await ReadAsync(response);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await Gateway.SendAsync(request);
        return await ReadAsync(response);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Gateway.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(response);
    }

    /// <summary>A connection of the server's superuser: for looking behind the services.</summary>
    public async Task<NpgsqlConnection> OwnerAsync()
    {
        var connection = new NpgsqlConnection(await app.GetConnectionStringAsync("smartmoney"));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Starts, stops or restarts a resource as the dashboard does.</summary>
    public async Task CommandAsync(string resource, string command)
    {
        var result = await app.ResourceCommands.ExecuteCommandAsync(app.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Single(one => one.Name == resource), command);
        result.Success.ShouldBeTrue(result.Message);
    }

    /// <summary>Waits until the resource is ready again.</summary>
    public async Task HealthyAsync(string resource)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, patience.Token);
    }

    /// <summary>The process id of a running resource.</summary>
    public async Task<int> ProcessIdAsync(string resource)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var running = await app.ResourceNotifications.WaitForResourceAsync(
            resource, now => now.Snapshot.Properties.Any(property => property.Name == "executable.pid" && property.Value is not null), patience.Token);
        return Convert.ToInt32(running.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the gateway's own health answers that status.</summary>
    public async Task HealthAnswersAsync(System.Net.HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            using (var response = await Gateway.GetAsync(new Uri("/health", UriKind.Relative), patience.Token))
            {
                if (response.StatusCode == status)
                    return;
            }

            await Task.Delay(200, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await app.DisposeAsync();
        await builder.DisposeAsync();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{response.RequestMessage!.RequestUri!.AbsolutePath}: {(int)response.StatusCode} {body}", inner: null, response.StatusCode);
        return JsonDocument.Parse(body).RootElement;
    }
}
