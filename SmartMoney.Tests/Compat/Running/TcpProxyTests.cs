using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting.Running.Endpoints;
using Shouldly;
using SmartMoney.Local.Ports;
using Xunit;

namespace SmartMoney.Tests.Compat.Running;

/// <summary>Bytes through the proxy.</summary>
public sealed class TcpProxyTests
{
    [Fact]
    public async Task A_large_body_and_the_end_of_one_direction_get_through()
    {
        using var echo = new TcpListener(IPAddress.Loopback, 0);
        echo.Start();
        var port = FreePorts.Next();
        await using var proxy = new TcpProxy(() => [((IPEndPoint)echo.LocalEndpoint).Port]);
        proxy.Listen(port, onAllAddresses: false);
        var sent = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);

        using var client = new TcpClient();
        await client.ConnectAsync("localhost", port);
        var stream = client.GetStream();
        using var received = new MemoryStream();
        await Task.WhenAll(SendAsync(client, sent), stream.CopyToAsync(received), EchoAsync(echo));

        received.ToArray().AsSpan().SequenceEqual(sent).ShouldBeTrue();
    }

    [Fact]
    public async Task With_nobody_behind_it_a_connection_ends_at_once()
    {
        var port = FreePorts.Next();
        await using var proxy = new TcpProxy(() => []);
        proxy.Listen(port, onAllAddresses: false);

        using var client = new TcpClient();
        await client.ConnectAsync("localhost", port);

        (await client.GetStream().ReadAsync(new byte[1])).ShouldBe(0);
    }

    [Fact]
    public async Task Closing_it_frees_the_port_and_ends_its_connections()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = FreePorts.Next();
        var proxy = new TcpProxy(() => [((IPEndPoint)silent.LocalEndpoint).Port]);
        proxy.Listen(port, onAllAddresses: false);
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", port);

        await proxy.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        FreePorts.IsFree(port).ShouldBeTrue();
    }

    private static async Task SendAsync(TcpClient client, byte[] bytes)
    {
        await client.GetStream().WriteAsync(bytes);
        client.Client.Shutdown(SocketShutdown.Send);
    }

    private static async Task EchoAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().CopyToAsync(client.GetStream());
    }
}
