using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace SmartMoney.Gateway.Routing;

/// <summary>Looks a name up.</summary>
internal delegate Task<IPAddress[]> NameLookup(string name, CancellationToken cancel);

/// <summary>
/// A container's name stands for all replicas that run at the moment: each of its addresses becomes a destination of its own, which is probed,
/// drained and passed over alone. Names are asked again every few seconds.
/// </summary>
/// <remarks>
/// YARP's own resolver numbers the addresses as they come, so that what is known of a replica's health moves to another one whenever the answer
/// is in another order; and after a name that is not known for a moment, which is how a container restarts, it rests for five minutes.
/// </remarks>
internal sealed class ReplicaResolver(NameLookup lookup, IOptions<GatewayOptions> options) : IDestinationResolver
{
    [SuppressMessage("Reliability", "CA2000", Justification = "It fires once and is collected; the token outlives this call.")]
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        Dictionary<string, DestinationConfig> replicas = new(StringComparer.OrdinalIgnoreCase);
        var names = false;
        foreach (var (id, destination) in destinations)
        {
            var address = new Uri(destination.Address);
            if (!IsName(address))
            {
                replicas[id] = destination;
                continue;
            }

            names = true;
            var found = await AddressesAsync(address.IdnHost, cancellationToken);
            // Nobody is there just now: whoever connects asks the name itself.
            if (found.Count == 0)
                replicas[id] = destination;
            foreach (var replica in found)
                replicas[$"{id} {replica}"] = destination with { Address = new UriBuilder(address) { Host = replica.ToString() }.Uri.AbsoluteUri, Host = address.Authority };
        }

        return new(replicas, names ? new CancellationChangeToken(new CancellationTokenSource(options.Value.NameRefresh).Token) : null);
    }

    // 'localhost' and addresses are what they say.
    private static bool IsName(Uri address) => address is { HostNameType: UriHostNameType.Dns, IsLoopback: false };

    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, CancellationToken cancel)
    {
        try
        {
            return await lookup(name, cancel);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
