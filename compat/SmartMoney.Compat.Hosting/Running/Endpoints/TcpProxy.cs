using System.Net;
using System.Net.Sockets;
using SmartMoney.Local.Ports;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>
/// Keeps a public port open while the processes behind it come and go, and shares connections out among them in turn.
/// </summary>
/// <param name="destinations">The ports of the processes that can be sent to now, the better ones first group by group.</param>
internal sealed class TcpProxy(Func<IReadOnlyList<int>> destinations) : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly List<Socket> _listeners = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskSet _connections = new();
    private uint _turn;

    /// <summary>Opens the port on both loopback addresses, or on all addresses.</summary>
    /// <exception cref="IOException">The port is taken; the message says by whom.</exception>
    public void Listen(int port, bool onAllAddresses)
    {
        try
        {
            Open(onAllAddresses ? IPAddress.Any : IPAddress.Loopback, port);
            if (Socket.OSSupportsIPv6)
            {
                Open(onAllAddresses ? IPAddress.IPv6Any : IPAddress.IPv6Loopback, port);
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            Close();
            throw new IOException(e.SocketErrorCode == SocketError.AccessDenied ? FormattableString.Invariant($"port {port} is reserved for root") : PortOwner.Describe(port), e);
        }

        foreach (var listener in _listeners)
        {
            _ = AcceptAsync(listener);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        Close();
        await _connections.WhenAllAsync();
        _closing.Dispose();
    }

    private void Open(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(socket);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = false;
        }

        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // IPv6 is compiled in, but switched off on this machine.
            _listeners.Remove(socket);
            socket.Dispose();
        }
    }

    private void Close()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        _listeners.Clear();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_closing.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync(_closing.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client went away before it was accepted.
                continue;
            }

            _connections.Add(ServeAsync(client, _closing.Token));
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        using (client)
        {
            using var server = await ConnectAsync(cancellationToken);
            if (server is not null)
            {
                await TcpRelay.RunAsync(client, server, cancellationToken);
            }
        }
    }

    private async Task<Socket?> ConnectAsync(CancellationToken cancellationToken)
    {
        var ports = destinations();
        var turn = Interlocked.Increment(ref _turn);
        for (var i = 0; i < ports.Count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, ports[(int)((turn + i) % ports.Count)], cancellationToken);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // This one is not there yet, or no more: the next.
                socket.Dispose();
            }
        }

        return null;
    }
}
