using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace SmartMoney.ServiceDefaults.Proxies;

/// <summary>Whose word on the client's address, scheme and host is taken.</summary>
public sealed record TrustedProxyOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ForwardedHeaders";

    /// <summary>
    /// Networks of trusted proxies as CIDR (<c>10.5.0.0/16</c>, <c>fd00::/8</c>) or single addresses.
    /// Whatever is configured replaces the default, which is loopback only.
    /// </summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    internal IEnumerable<IPNetwork> Parsed =>
        Networks.Count == 0
            ? [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]
            : Networks.Select(static text => Parse(text)!.Value);

    internal static IPNetwork? Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
            : null;
    }
}

/// <summary>
/// Reads X-Forwarded-For, -Proto and -Host from trusted proxies only. Anyone else's are left alone and mean nothing:
/// a client that could choose its own address would choose its own rate limit.
/// </summary>
internal static class TrustedProxies
{
    internal static void AddTrustedProxies(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TrustedProxyOptions>()
            .BindConfiguration(TrustedProxyOptions.Section)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TrustedProxyOptions>, TrustedProxyValidation>();
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<TrustedProxyOptions>>(static (headers, trusted) =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // The chain ends at the first address that is not trusted; its length does not matter then.
            headers.ForwardLimit = null;
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var network in trusted.Value.Parsed)
                headers.KnownIPNetworks.Add(network);
        });
        builder.Services.AddSingleton<IStartupFilter, ForwardedHeadersFilter>();
    }

    private sealed class ForwardedHeadersFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseForwardedHeaders();
            next(app);
        };
    }

    private sealed class TrustedProxyValidation : IValidateOptions<TrustedProxyOptions>
    {
        public ValidateOptionsResult Validate(string? name, TrustedProxyOptions options)
        {
            var wrong = options.Networks.Where(static text => TrustedProxyOptions.Parse(text) is null).ToList();
            return wrong.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(wrong.Select(static text =>
                    $"{TrustedProxyOptions.Section}:Networks contains '{text}': write a network as CIDR (10.5.0.0/16, fd00::/8) or one address."));
        }
    }
}
