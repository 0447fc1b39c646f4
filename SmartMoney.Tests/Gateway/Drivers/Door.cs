using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using SmartMoney.Gateway;
using SmartMoney.Tests.ServiceDefaults.Drivers;

namespace SmartMoney.Tests.Gateway.Drivers;

/// <summary>The real gateway on a real port, in front of an API and a web front that are stubs.</summary>
public sealed class Door : IAsyncDisposable
{
    private readonly Factory _factory;

    private Door(Stub api, Stub web, Factory factory, HttpClient client)
    {
        Api = api;
        Web = web;
        _factory = factory;
        Client = client;
    }

    public Stub Api { get; }

    public Stub Web { get; }

    /// <summary>Follows nothing, keeps no cookies, unpacks nothing.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _factory.Services;

    public static async Task<Door> OpenAsync(
        RequestDelegate? api = null, RequestDelegate? web = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        var apiStub = await Stub.StartAsync(api, "api");
        var webStub = await Stub.StartAsync(web, "web");
        var all = new Dictionary<string, string?>
        {
            ["services:api:http:0"] = apiStub.Address.ToString(),
            ["services:web:http:0"] = webStub.Address.ToString(),
            ["Shutdown:DrainDelay"] = "0:0:0",
            ["Gateway:ProbeInterval"] = "0:0:0.2",
        };
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        var factory = new Factory(all, services);
        factory.UseKestrel();
        factory.StartServer();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = factory.ClientOptions.BaseAddress,
        };
        return new Door(apiStub, webStub, factory, client);
    }

    /// <summary>Sends a request with headers given as <c>("Accept", "text/html")</c>.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, content: null, headers);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, content, headers);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        await Api.DisposeAsync();
        await Web.DisposeAsync();
    }

    private sealed class Factory(Dictionary<string, string?> settings, Action<IServiceCollection>? services) : WebApplicationFactory<GatewayOptions>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            // Not UseKestrel(0): it sets the address after the program may have started the server already.
            builder.UseUrls("http://127.0.0.1:0");
            builder.ConfigureLogging(logging => logging.ClearProviders());
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
            if (services is not null)
                builder.ConfigureTestServices(services);
        }
    }
}
