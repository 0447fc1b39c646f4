using System.Buffers;
using System.Net.Sockets;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>Passes bytes between two connections, each direction by itself, until both have ended.</summary>
internal static class TcpRelay
{
    private const int BufferSize = 64 * 1024;

    public static async Task RunAsync(Socket client, Socket server, CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        var there = CopyAsync(client, server, cancellationToken);
        var back = CopyAsync(server, client, cancellationToken);
        await Task.WhenAll(there, back);
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, cancellationToken)) > 0)
            {
                await SendAllAsync(to, buffer.AsMemory(0, count), cancellationToken);
            }

            // The end of one direction is passed on; the other may have more to say.
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A broken connection breaks its other half too.
            to.Close(timeout: 0);
            from.Close(timeout: 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, cancellationToken)..];
        }
    }
}
