using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Web.Backend;

namespace SmartMoney.Tests.Web.Access;

/// <summary>The web front in this process over a real API, which listens on a port of its own.</summary>
internal sealed class RealFront(ApiHost api) : WebApplicationFactory<ApiClient>
{
    /// <summary>A front over a further replica of the installation's API.</summary>
    public static RealFront Over(Installation installation)
    {
        var replica = installation.Replica(new ApiHostOptions { Settings = new Dictionary<string, string> { ["urls"] = "http://127.0.0.1:0" } });
        replica.UseKestrel();
        replica.StartServer();
        return new RealFront(replica);
    }

    /// <summary>A browser that follows nothing and keeps nothing.</summary>
    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    /// <summary>The front's pages, from its routing, compiled.</summary>
    public async Task<IReadOnlyList<WebPage>> PagesAsync()
    {
        var loader = Services.GetRequiredService<PageLoader>();
        var pages = new List<WebPage>();
        foreach (var endpoint in Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                pages.Add(new WebPage(endpoint.RoutePattern.RawText!, await loader.LoadAsync(page, EndpointMetadataCollection.Empty)));
        }

        return pages;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await api.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseStaticWebAssets();
        builder.UseSetting("services:api:http:0", api.ClientOptions.BaseAddress.ToString());
        builder.UseSetting("Shutdown:DrainDelay", "0:0:0");
    }
}

/// <summary>A page of the web front.</summary>
/// <param name="Route">Its route, such as <c>accounts/{id:guid}</c>.</param>
/// <param name="Descriptor">What it handles.</param>
internal sealed record WebPage(string Route, CompiledPageActionDescriptor Descriptor)
{
    /// <summary>Anyone may open it.</summary>
    public bool IsOpen => Has("OpenPageAttribute");

    public bool NamesRow => Route.Contains('{', StringComparison.Ordinal);

    public bool Has(string attribute) => Descriptor.EndpointMetadata.Concat(Descriptor.ModelTypeInfo!.GetCustomAttributes(inherit: true)).Any(one => one.GetType().Name == attribute);

    /// <summary>The names of what its forms do; empty for a page that only shows.</summary>
    public IEnumerable<string> Writes => Descriptor.HandlerMethods.Where(handler => handler.HttpMethod == "Post").Select(handler => handler.Name ?? "");

    public override string ToString() => "/" + Route.TrimStart('/');
}
