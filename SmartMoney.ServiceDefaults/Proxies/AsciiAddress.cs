using System.Globalization;

namespace SmartMoney.ServiceDefaults.Proxies;

/// <summary>
/// An address in the form that browsers send. What an operator writes as <c>https://gäld.example</c> comes as <c>xn--gld-qla.example</c> in
/// <c>Host</c>, <c>Origin</c> and the identifier of a passkey's site (https://url.spec.whatwg.org/#concept-domain-to-ascii).
/// </summary>
public static class AsciiAddress
{
    /// <summary>The host without its port; an IPv6 address stands in brackets, as in <c>Host</c>.</summary>
    /// <param name="address">An absolute address, written in either form.</param>
    public static string AsciiHost(this Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.HostNameType is UriHostNameType.IPv6 ? address.Host : address.IdnHost;
    }

    /// <summary>Scheme, host, and the port where it is not the scheme's own (RFC 6454 section 6.2).</summary>
    /// <param name="address">An absolute address, written in either form.</param>
    public static string AsciiOrigin(this Uri address)
    {
        var host = address.AsciiHost();
        return address.IsDefaultPort ? $"{address.Scheme}://{host}" : string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
    }
}
