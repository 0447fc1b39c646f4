using System.Net;
using System.Net.Sockets;

namespace SmartMoney.ServiceDefaults.Proxies;

/// <summary>What counts as one client of the network, for limits and for people who look at where they are signed in.</summary>
public static class ClientAddress
{
    private const int PrefixBytes = 8;

    /// <summary>An IPv4 address, or an IPv6 /64, which is the least a subscriber is given (RFC 6177) and what one could cycle through.</summary>
    /// <param name="address">The connection's; null where there is none, as in memory.</param>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
