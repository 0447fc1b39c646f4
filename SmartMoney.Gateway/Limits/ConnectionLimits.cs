using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace SmartMoney.Gateway.Limits;

/// <summary>What a single connection may take of the gateway: few headers, and no dawdling over them.</summary>
internal static class ConnectionLimits
{
    internal static void AddConnectionLimits(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<GatewayOptions>>(static (kestrel, options) =>
        {
            var limits = kestrel.Limits;
            limits.MaxRequestBodySize = options.Value.BodyLimit;
            limits.MaxRequestLineSize = 8 * 1024;
            limits.MaxRequestHeadersTotalSize = 16 * 1024;
            limits.MaxRequestHeaderCount = 64;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);
            // Slower than the slowest mobile uplink; a client below this holds a connection, it does not use it. At this pace a chunk of an upload
            // reaches the database well within the five minutes for which its transaction may wait.
            limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(10));
            limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
}
