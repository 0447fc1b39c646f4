using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SmartMoney.ServiceDefaults.Discovery;

namespace SmartMoney.ServiceDefaults.Resilience;

/// <summary>Gives every client of the factory its resilience, its service discovery and a handler that is safe to share.</summary>
internal static class ResilienceSetup
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    // Names behind an address change when containers are replaced.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    internal static void AddHttpResilience(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ResilienceOptions>, ResilienceValidation>();
        builder.Services.AddOptions<ResilienceOptions>().BindConfiguration(ResilienceOptions.Section).ValidateOnStart();
        builder.Services.AddTransient<ResilienceHandler>();
        builder.Services.ConfigureHttpClientDefaults(static http =>
        {
            // The handler below keeps the time; the client's own 100 s would cut an import short.
            http.ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan);
            http.UseSocketsHttpHandler(static (handler, _) =>
            {
                // Handlers are shared between users: a cookie kept here would go out with the next user's request.
                handler.UseCookies = false;
                handler.AllowAutoRedirect = false;
                handler.ConnectTimeout = ConnectTimeout;
                handler.PooledConnectionLifetime = ConnectionLifetime;
            });
            http.AddHttpMessageHandler<ResilienceHandler>();
            http.AddHttpMessageHandler<ServiceDiscoveryHandler>();
        });
    }
}
