using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using SmartMoney.Web.Backend;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>The web front over a fake API.</summary>
public sealed class WebFront(FakeApi api) : WebApplicationFactory<ApiClient>
{
    private string? served;

    public FakeApi Api => api;

    /// <summary>Listens on a port of its own, for a real browser, and tells the address.</summary>
    public string Serve()
    {
        if (served is null)
        {
            UseKestrel();
            StartServer();
            served = ClientOptions.BaseAddress.ToString().TrimEnd('/');
        }

        return served;
    }

    /// <summary>A browser that follows nothing and keeps no cookie by itself.</summary>
    public HttpClient Browser(string? person = null, string? language = null)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        if (person is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", $"{FakeAccess.Cookie}={person}");
        }

        if (language is not null)
        {
            client.DefaultRequestHeaders.Add("Accept-Language", language);
        }

        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        // Not UseKestrel(0): it sets the address after the program may have started the server already.
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseStaticWebAssets();
        builder.UseSetting("services:api:http:0", api.Address.ToString());
        builder.UseSetting("Shutdown:DrainDelay", "0:0:0");
    }
}
