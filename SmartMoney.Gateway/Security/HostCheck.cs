using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using SmartMoney.Gateway.Errors;
using SmartMoney.ServiceDefaults.Proxies;

namespace SmartMoney.Gateway.Security;

/// <summary>
/// Answers only under its own name. Links that are handed over (invitations) and passkeys are made for the host of the request, and a foreign
/// name that was pointed at this address (DNS rebinding) would make another site of us. Probes come under any name.
/// </summary>
internal static class HostCheck
{
    internal static void UseHostCheck(this WebApplication app)
    {
        var url = app.Services.GetRequiredService<IOptions<PublicAddress>>().Value.PublicUrl;
        var own = string.IsNullOrEmpty(url) ? null : new Uri(url);
        app.Use((context, next) => IsProbe(context.Request.Path) || IsOwn(AsSent(context.Request), own)
            ? next(context)
            : GatewayAnswer.Misdirected.WriteAsync(context));
    }

    /// <summary>Whether a host is ours: the public URL's; without one, this machine or one that is addressed without a public name.</summary>
    internal static bool IsOwn(HostString host, Uri? own)
    {
        if (own is not null)
            return host.HasValue && string.Equals(host.Host, own.AsciiHost(), StringComparison.OrdinalIgnoreCase) && (host.Port ?? DefaultPort(own)) == own.Port;
        // None at all comes from HTTP/1.0, which no browser speaks.
        var name = host.Host.TrimEnd('.');
        return IPAddress.TryParse(name.Trim('[', ']'), out _) || (IsReadable(name) && IsLocal(name));
    }

    private static bool IsLocal(string name) => !name.Contains('.', StringComparison.Ordinal)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);

    // What calls itself punycode and is none, nothing behind us could name.
    private static bool IsReadable(string name)
    {
        try
        {
            return name.Length == 0 || new IdnMapping().GetUnicode(name).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Request.Host turns xn--… back into letters, and throws where they are none; browsers and proxies send the ASCII form.
    private static HostString AsSent(HttpRequest request) => new(request.Headers.Host.ToString());

    private static int DefaultPort(Uri own) => own.Scheme == Uri.UriSchemeHttps ? 443 : 80;

    private static bool IsProbe(PathString path) => path.Value is "/health" or "/alive";
}
