namespace SmartMoney.Tests.ServiceDefaults.Drivers;

/// <summary>A service with nothing but the defaults, on a real port.</summary>
public sealed class Service : IAsyncDisposable
{
    private Service(WebApplication app) => App = app;

    public WebApplication App { get; }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Builds without starting.</summary>
    public static WebApplication Build(
        Dictionary<string, string?>? settings = null, string environment = "Production", Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Shutdown:DrainDelay"] = "0:0:0" });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults();
        more?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }

    public static async Task<Service> StartAsync(
        Dictionary<string, string?>? settings = null, string environment = "Production", Action<WebApplicationBuilder>? more = null, Action<WebApplication>? map = null)
    {
        var app = Build(settings, environment, more);
        map?.Invoke(app);
        await app.StartAsync();
        return new Service(app) { Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } };
    }

    /// <summary>A client as the service's own code gets it.</summary>
    public HttpClient Outgoing(string address = "http://api")
    {
        var client = App.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = new Uri(address);
        return client;
    }

    /// <summary>Settings for addresses of the service <c>api</c>, the rest short so that tests are.</summary>
    public static Dictionary<string, string?> Reference(params IEnumerable<Uri> addresses)
    {
        var settings = addresses.Index().ToDictionary(a => $"services:api:http:{a.Index}", a => (string?)a.Item.ToString());
        settings["Resilience:Delay"] = "0:0:0.02";
        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
