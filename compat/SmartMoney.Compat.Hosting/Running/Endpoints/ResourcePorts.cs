using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using SmartMoney.Local.Ports;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>The public ports of one resource, and the proxies that keep them open.</summary>
internal sealed class ResourcePorts : IAsyncDisposable
{
    private readonly List<PublicPort> _ports;

    private ResourcePorts(List<PublicPort> ports) => _ports = ports;

    /// <summary>Gives every endpoint of the resource its public port.</summary>
    /// <exception cref="DistributedApplicationException">The declaration contradicts itself.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The list owns the proxies; DisposeAsync closes them.")]
    public static ResourcePorts Allocate(IResource resource, IConfiguration configuration, Func<EndpointAnnotation, IReadOnlyList<int>> destinations)
    {
        var randomize = configuration.GetValue("DcpPublisher:RandomizePorts", defaultValue: false);
        var ports = new List<PublicPort>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            EndpointRules.Check(resource, endpoint);
            var proxied = endpoint.IsProxied && resource is not ContainerResource;
            var wanted = randomize && endpoint.IsProxied ? null : endpoint.Port;
            var port = wanted ?? FreePorts.Next();
            var anyAddress = endpoint.TargetHost is "0.0.0.0" or "*" or "+" or "[::]";
            var host = System.Net.IPAddress.TryParse(endpoint.TargetHost, out _) && !anyAddress ? endpoint.TargetHost : "localhost";
            endpoint.AllocatedEndpoint ??= new AllocatedEndpoint(endpoint, host, port);
            ports.Add(new PublicPort(port, Fixed: wanted is not null, anyAddress, proxied ? new TcpProxy(() => destinations(endpoint)) : null));
        }

        return new ResourcePorts(ports);
    }

    /// <summary>Opens the proxies' ports, once; looks that the others are free.</summary>
    /// <exception cref="IOException">A port is taken; the message says by whom.</exception>
    public void Open()
    {
        // Replicas start at the same time, and share the ports.
        lock (_ports)
        {
            _ports.ForEach(Open);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var port in _ports)
        {
            if (port.Proxy is not null)
            {
                await port.Proxy.DisposeAsync();
            }
        }
    }

    private static void Open(PublicPort port)
    {
        if (port.Proxy is not null && !port.IsOpen)
        {
            port.Proxy.Listen(port.Number, port.AnyAddress);
            port.IsOpen = true;
        }
        else if (port.Proxy is null && port.Fixed && !FreePorts.IsFree(port.Number))
        {
            throw new IOException(PortOwner.Describe(port.Number));
        }
    }

    private sealed record PublicPort(int Number, bool Fixed, bool AnyAddress, TcpProxy? Proxy)
    {
        public bool IsOpen { get; set; }
    }
}
