namespace SmartMoney.Web.Backend;

/// <summary>Registers the client of the API.</summary>
public static class BackendServices
{
    public static IServiceCollection AddBackend(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<FormPost>();
        services.AddScoped<Viewer>();
        services.AddScoped<Imports.UploadRelay>();
        services.AddTransient<BrowserRelay>();
        services.AddHttpClient<ApiClient>(client => client.BaseAddress = new Uri("http://api"))
            .UseSocketsHttpHandler((handler, _) =>
            {
                // A handler serves many users' requests: it must keep no cookie and follow nothing on its own.
                handler.UseCookies = false;
                handler.AllowAutoRedirect = false;
                handler.UseProxy = false;
            })
            .AddHttpMessageHandler<BrowserRelay>();
        return services;
    }
}
