using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SmartMoney.ServiceDefaults.Discovery;

/// <summary>
/// Sends a request for <c>http://api</c> or <c>https+http://api</c> to the next address of the service <c>api</c>.
/// A name is a host without a dot and without a port; <c>localhost</c> and addresses are what they say.
/// </summary>
internal sealed class ServiceDiscoveryHandler(ServiceAddresses services) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } asked || !IsServiceName(asked))
            return await base.SendAsync(request, cancellationToken);

        var address = services.Next(asked.Host, asked.Scheme.Split('+'));
        request.RequestUri = new Uri(address, BelowBase(address, asked.PathAndQuery));
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException refused) when (refused.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            services.Refused(address);
            throw;
        }
        finally
        {
            // A retry asks for the name again and gets the next address.
            request.RequestUri = asked;
        }
    }

    private static bool IsServiceName(Uri uri) =>
        uri.IsDefaultPort && !uri.IsLoopback && !uri.Host.Contains('.', StringComparison.Ordinal) && !IPAddress.TryParse(uri.Host, out _);

    private static string BelowBase(Uri address, string pathAndQuery) => address.AbsolutePath.TrimEnd('/') + pathAndQuery;
}

/// <summary>Registers discovery for every client of the factory.</summary>
internal static class ServiceDiscoverySetup
{
    internal static void AddServiceDiscovery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServiceAddresses>();
        builder.Services.AddTransient<ServiceDiscoveryHandler>();
    }
}
