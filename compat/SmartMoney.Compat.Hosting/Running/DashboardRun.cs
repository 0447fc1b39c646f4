using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Running.Console;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartMoney.Local.Ports;

namespace Aspire.Hosting.Running;

/// <summary>Starts the dashboard, where there is one, and says how to log in.</summary>
internal sealed class DashboardRun(IServiceProvider services, RunConsole console) : IAsyncDisposable
{
    private const string DefaultAddress = "http://localhost:18888";
    private const string PortVariable = "SMARTMONEY_DASHBOARD_PORT";
    private const int TokenBytes = 16;

    private IDashboardHost? _host;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<DistributedApplicationOptions>().DisableDashboard || services.GetService<IDashboardHost>() is not { } host)
        {
            return;
        }

        var configuration = services.GetRequiredService<IConfiguration>();
        var settings = new DashboardSettings(AddressOf(configuration), TokenOf(configuration), configuration["AppHost:DashboardApplicationName"] ?? "");
        try
        {
            if (!FreePorts.IsFree(settings.Address.Port))
            {
                throw new IOException(PortOwner.Describe(settings.Address.Port));
            }

            await host.StartAsync(settings, cancellationToken);
            _host = host;
            console.Announce($"Login to the dashboard at {settings.LoginAddress}");
        }
        catch (IOException e)
        {
            // The application is worth running without it.
            console.Fail($"dashboard did not start: {e.Message} ({PortVariable} names another port)");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    private static Uri AddressOf(IConfiguration configuration)
    {
        if (configuration[PortVariable] is { Length: > 0 } text)
        {
            return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
                ? new Uri(FormattableString.Invariant($"http://localhost:{port}"))
                : throw new DistributedApplicationException($"{PortVariable} is '{text}'; it must be a port from 1 to 65535.");
        }

        var urls = configuration["ASPNETCORE_URLS"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new Uri(Array.Find(urls, u => u.StartsWith("http://", StringComparison.Ordinal)) ?? DefaultAddress);
    }

    private static string? TokenOf(IConfiguration configuration)
        => configuration.GetValue("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", defaultValue: false)
            ? null
            : configuration["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] ?? RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true);
}
