using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SmartMoney.Local.Ports;

/// <summary>Gives out ports that nobody uses. They lie below the range from which the system takes the ports of outgoing connections.</summary>
public static class FreePorts
{
    private const int First = 10_000;
    private const int Last = 32_767;
    private const int Attempts = 1_000;

    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>A free port; never the same one twice in a process.</summary>
    /// <exception cref="IOException">None was found.</exception>
    public static int Next()
    {
        for (var i = 0; i < Attempts; i++)
        {
            // Not for secrets: the start only has to differ between processes that look at the same time.
            var port = System.Security.Cryptography.RandomNumberGenerator.GetInt32(First, Last + 1);
            if (IsFree(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }

        throw new IOException($"no free port between {First} and {Last} was found");
    }

    /// <summary>Whether a port can be bound on all addresses of this machine.</summary>
    public static bool IsFree(int port)
        => CanBind(IPAddress.Any, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Any, port));

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable;
        }
    }
}
