namespace SmartMoney.Web.Backend;

/// <summary>Registers the client of the API.</summary>
public static class BackendServices
{
    public static IServiceCollection AddBackend(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<FormPost>();
        services.AddScoped<Viewer>();
        services.AddTransient<BrowserRelay>();
        services.AddHttpClient<ApiClient>((provider, client) => client.BaseAddress = Address(provider))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A handler serves many users' requests: it must keep no cookie and follow nothing on its own.
                UseCookies = false,
                AllowAutoRedirect = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })
            .AddHttpMessageHandler<BrowserRelay>();
        return services;
    }

    private static Uri Address(IServiceProvider provider) =>
        new(provider.GetRequiredService<IConfiguration>()["services:api:http:0"] ?? "http://api");
}
